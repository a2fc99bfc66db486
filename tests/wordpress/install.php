<?php
// Installs WordPress as its own page for that does, and writes the posts it is given.
// Takes the folder, and JSON on standard input: {"address": …, "password": …, "posts": {slug: text}}; gives the version.
define( 'WP_INSTALLING', true );
$given = json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR );
$_SERVER['HTTP_HOST'] = parse_url( $given['address'], PHP_URL_HOST ) . ':' . parse_url( $given['address'], PHP_URL_PORT );
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Our organisation', 'editor', 'editor@example.org', false, '', $given['password'] );
update_option( 'show_avatars', 0 );
foreach ( $given['posts'] as $slug => $content ) {
	wp_insert_post(
		array(
			'post_name'    => $slug,
			'post_title'   => $slug,
			'post_content' => wp_slash( $content ),
			'post_status'  => 'publish',
			'post_author'  => 1,
		),
		true
	);
}
echo $wp_version;
