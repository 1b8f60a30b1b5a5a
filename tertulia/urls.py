"""Every address on one page.

What a post's path looks like is kept with the post (imported ones keep theirs verbatim), so posts are found by the
last line here, by their whole path. Addresses of weblogs come after those of the installation (weblog.RESERVED)."""

from django.urls import URLPattern, URLResolver, include, path

from tertulia.conversation.views import comments, lists, post, recent, search
from tertulia.conversation.views import feeds as comment_feeds
from tertulia.lib import converters
from tertulia.media import views as media
from tertulia.weblog.views import archives, feeds, installation

converters.register()

INSTALLATION: list[URLPattern | URLResolver] = [
    path("", installation.home),
    path("robots.txt", installation.robots),
    path("sitemap.xml", installation.sitemap),
    path("media/<path:name>", media.stored),
    path("accounts/", include("allauth.urls")),
]

DESK: list[URLPattern | URLResolver] = []

WEBLOG: list[URLPattern | URLResolver] = [
    path("<part:slug>/", lists.front),
    path("<part:slug>/page/<int:page>/", lists.front),
    path("<part:slug>/archives.html", archives.archives),
    path("<part:slug>/search/", search.search),
    path("<part:slug>/sitemap.xml", installation.weblog_sitemap),
    path("<part:slug>/<feed:file>", feeds.weblog_feed),
    path("<part:slug>/comments/", recent.recent_comments),
    path("<part:slug>/comments/<feed:file>", comment_feeds.weblog_comments_feed),
    path("<part:slug>/tag/<part:tag>/", lists.tag),
    path("<part:slug>/tag/<part:tag>/page/<int:page>/", lists.tag),
    path("<part:slug>/author/<part:author>/", lists.author),
    path("<part:slug>/author/<part:author>/page/<int:page>/", lists.author),
    path("<part:slug>/<year:year>/<month:month>/", lists.month),
    path("<part:slug>/<year:year>/<month:month>/page/<int:page>/", lists.month),
    path("<part:slug>/<part:category>/", lists.category),
    path("<part:slug>/<part:category>/page/<int:page>/", lists.category),
    path("<part:slug>/<part:category>/<feed:file>", feeds.category_feed),
]

CONVERSATION: list[URLPattern | URLResolver] = [
    path("<path:stem>/comments/", comments.post_comment),
    path("<path:stem>/comments/preview/", comments.preview),
    path("<path:stem>/comments/page/<int:page>/", post.comment_page),
    path("<path:stem>/comments/<int:number>/", comments.comment),
    path("<path:stem>/comments/<int:number>/reply/", comments.reply),
    path("<path:stem>/comments/<feed:file>", comment_feeds.post_comments_feed),
    path("<path:address>", post.address),
]

urlpatterns = [*INSTALLATION, *DESK, *WEBLOG, *CONVERSATION]

handler404 = "tertulia.weblog.views.errors.not_found"
handler500 = "tertulia.weblog.views.errors.server_error"
