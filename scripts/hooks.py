"""MkDocs' events, each handed on to `hub.site.build`. No logic of its own.

Priorities: static-i18n builds the other languages in its on_post_build at -100 and chooses files in on_files at
-100; what depends on its choice comes after it.
"""

from mkdocs.plugins import event_priority

from hub.site import build


def on_startup(command, dirty):
    build.started(command)


@event_priority(-200)
def on_config(config):
    build.configured(config)


def on_files(files, config):
    return build.files_chosen(files, config)


def on_env(env, config, files):
    return build.templates_made(env)


def on_page_markdown(markdown, page, config, files):
    return build.markdown_read(markdown, page)


def on_page_content(html, page, config, files):
    return build.content_rendered(html, page)


@event_priority(-200)
def on_page_context(context, page, config, nav):
    build.page_context(context, page, config)


@event_priority(-200)
def on_template_context(context, template_name, config):
    build.document_context(context, template_name, config)


def on_post_template(output_content, template_name, config):
    return build.document_rendered(output_content, template_name, config)


@event_priority(-200)
def on_post_build(config):
    build.finished(config)


def on_serve(server, config, builder):
    server.builder = build.patient(builder)
    return server


def on_build_error(error):
    build.failed()
