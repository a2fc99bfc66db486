<?php
// Must-use plugin, for tests only. WordPress does not fetch from the machine it runs on: here both stand on one.
add_filter( 'http_request_host_is_external', '__return_true' );
add_filter(
	'http_allowed_safe_ports',
	static function ( $ports, $host, $url ) {
		return array_merge( $ports, array( wp_parse_url( $url, PHP_URL_PORT ) ) );
	},
	10,
	3
);
// Its pictures of emoji come from another host.
remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );
// ?theme=… shows a page as another theme does.
foreach ( array( 'template', 'stylesheet' ) as $option ) {
	add_filter(
		"pre_option_$option",
		static function ( $value ) {
			$theme = isset( $_GET['theme'] ) ? basename( $_GET['theme'] ) : '';
			return in_array( $theme, array( 'twentytwentyone', 'twentytwentythree' ), true ) ? $theme : $value;
		}
	);
}
