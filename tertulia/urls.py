"""Every address on one page.

What a post's path looks like is kept with the post (imported ones keep theirs verbatim), so posts are found by the
last line here, by their whole path. Addresses of weblogs come after those of the installation (weblog.RESERVED)."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from tertulia.conversation.selection import SELECTIONS
from tertulia.conversation.views import (
    comments,
    editing,
    lists,
    moderation_log,
    more,
    people,
    post,
    quotes,
    recent,
    report,
    search,
    yours,
)
from tertulia.conversation.views import confirmation as name_confirmation
from tertulia.conversation.views import feeds as comment_feeds
from tertulia.conversation.views import history as comment_history
from tertulia.conversation.views import open_questions as host_questions
from tertulia.conversation.views import revisions as post_revisions
from tertulia.conversation.views import selection as chosen
from tertulia.conversation.views import sign_in as reader_sign_in
from tertulia.conversation.views import silence as mail_silence
from tertulia.conversation.views import whole as whole_conversation
from tertulia.conversation.views import you as your_name
from tertulia.conversation.ways import Way
from tertulia.desk.verdicts import VERDICTS
from tertulia.desk.views import answers as desk_answers
from tertulia.desk.views import categories as desk_categories
from tertulia.desk.views import collisions as desk_collisions
from tertulia.desk.views import comments as desk_comments
from tertulia.desk.views import (
    edits,
    judging,
    log,
    marks,
    members,
    overview,
    pace,
    presence,
    replies,
    reports,
    sidebar,
    writing,
)
from tertulia.desk.views import exports as desk_exports
from tertulia.desk.views import images as desk_images
from tertulia.desk.views import imports as desk_imports
from tertulia.desk.views import invitation as desk_invitation
from tertulia.desk.views import links as desk_links
from tertulia.desk.views import missing as desk_missing
from tertulia.desk.views import notes as desk_notes
from tertulia.desk.views import people as desk_people
from tertulia.desk.views import posts as desk_posts
from tertulia.desk.views import providers as desk_providers
from tertulia.desk.views import rescue as desk_rescue
from tertulia.desk.views import rules as desk_rules
from tertulia.desk.views import settings as desk_settings
from tertulia.exchange.views import my_data
from tertulia.lib import converters
from tertulia.media import views as media
from tertulia.weblog.views import archives, feeds, fragments, installation

converters.register()

INSTALLATION: list[URLPattern | URLResolver] = [
    path("", installation.home),
    path("robots.txt", installation.robots),
    path("sitemap.xml", installation.sitemap),
    path("media/<path:name>", media.stored),
    path("accounts/invitation/<str:token>/", desk_invitation.invitation_page, name="desk-invitation"),
    path("accounts/provider/", desk_providers.arrival, name="desk-provider"),
    path("accounts/<part:provider>/login/", desk_providers.start, name="desk-provider-start"),
    path("accounts/oidc/<part:provider>/login/", desk_providers.start),
    path("accounts/<part:provider>/login/callback/", desk_providers.back),
    path("accounts/oidc/<part:provider>/login/callback/", desk_providers.back),
    path("accounts/3rdparty/", RedirectView.as_view(pattern_name="desk-account")),
    path("accounts/", include("allauth.urls")),
]

# Below /desk/. A weblog's screens have a fixed second part, so that one called "comments" is not in the way.
DESK: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="desk"),
    path("account/", overview.account, name="desk-account"),
    path("account/providers/<int:account_id>/removal/", desk_providers.removal, name="desk-provider-removal"),
    path("account/picture/", overview.picture, name="desk-account-picture"),
    path("messages/", overview.messages, name="desk-messages"),
    path("weblogs/new/", overview.new_weblog, name="desk-new-weblog"),
    path("weblogs/<part:slug>/ownership/", overview.ownership, name="desk-ownership"),
    path("undoings/", log.undoings, name="desk-undoings"),
    path("comments/", desk_comments.comments, name="desk-comments"),
    path("comments/collisions/", desk_collisions.collisions, name="desk-collisions"),
    path("comments/<int:comment_id>/reports/dismissal/", reports.dismissal, name="desk-reports-dismissal"),
    path("comments/presences/", presence.presences, name="desk-presences"),
    path("comments/<int:comment_id>/", desk_comments.comment, name="desk-comment"),
    path("comments/<int:comment_id>/marks/", marks.marks, name="desk-marks"),
    path("comments/<int:comment_id>/marks/removal/", marks.removal, name="desk-mark-removal"),
    path("comments/<int:comment_id>/answers/", desk_answers.answers, name="desk-answers"),
    path("comments/<int:comment_id>/replies/", replies.replies, name="desk-replies"),
    path("comments/<int:comment_id>/replies/preview/", replies.preview, name="desk-reply-preview"),
    *[path(f"comments/<int:comment_id>/{n}/", judging.verdict, {"name": n}, name=f"desk-{n}") for n in VERDICTS],
    *[
        path(f"comments/{verdict.many}/", judging.verdicts, {"many": verdict.many}, name=f"desk-{verdict.many}")
        for verdict in VERDICTS.values()
    ],
    *[path(f"edits/<int:revision_id>/{n}/", view, name=f"desk-edit-{n}") for n, view in edits.VERBS],
    path("conversations/<int:post_id>/", judging.conversation, name="desk-conversation"),
    path("conversations/<int:post_id>/note/", desk_notes.note, name="desk-note"),
    path("conversations/<int:post_id>/pace/", pace.pace, name="desk-pace"),
    path("replies/<int:reply_id>/", replies.reply, name="desk-reply"),
    path("replies/<int:reply_id>/preview/", replies.preview_again, name="desk-reply-preview-again"),
    *[path(f"replies/<int:reply_id>/{n}/", view, name=f"desk-reply-{n}") for n, view in replies.VERBS],
    path("<part:slug>/posts/", desk_posts.posts, name="desk-posts"),
    path("<part:slug>/posts/new/", writing.write, name="desk-write"),
    path("<part:slug>/posts/new/publication/", writing.publication, name="desk-new-publication"),
    path("<part:slug>/posts/new/schedule/", writing.schedule, name="desk-new-schedule"),
    path("<part:slug>/posts/preview/", writing.preview, name="desk-preview"),
    path("<part:slug>/posts/<int:post_id>/", writing.edit, name="desk-post"),
    path("<part:slug>/posts/<int:post_id>/publication/", writing.publication, name="desk-post-publication"),
    path("<part:slug>/posts/<int:post_id>/schedule/", writing.schedule, name="desk-schedule"),
    path("<part:slug>/posts/<int:post_id>/unpublication/", writing.unpublication, name="desk-unpublication"),
    path("<part:slug>/posts/<int:post_id>/discarding/", desk_posts.discard, name="desk-discarding"),
    path("<part:slug>/posts/<int:post_id>/restoration/", desk_posts.restore, name="desk-restoration"),
    path("<part:slug>/images/", desk_images.images, name="desk-images"),
    path("<part:slug>/categories/", desk_categories.categories, name="desk-categories"),
    path("<part:slug>/categories/<int:category_id>/", desk_categories.category, name="desk-category"),
    path("<part:slug>/members/", members.members, name="desk-members"),
    path("<part:slug>/members/invitations/", members.invitations, name="desk-invitations"),
    path("<part:slug>/members/<int:member_id>/", members.member, name="desk-member"),
    path("<part:slug>/members/<int:member_id>/ending/", members.ending, name="desk-member-ending"),
    path("<part:slug>/members/<int:member_id>/claiming/", members.claiming, name="desk-member-claiming"),
    path("<part:slug>/people/", desk_people.people, name="desk-people"),
    path("<part:slug>/people/<int:comment_id>/", desk_people.person, name="desk-person"),
    path("<part:slug>/people/<int:comment_id>/name/", desk_people.name, name="desk-person-name"),
    path("<part:slug>/people/<int:comment_id>/assignment/", desk_people.assignment, name="desk-person-assignment"),
    path("<part:slug>/people/<int:comment_id>/export/", desk_people.export, name="desk-person-export"),
    path("<part:slug>/people/<int:comment_id>/erasure/", desk_people.erasure, name="desk-person-erasure"),
    path("<part:slug>/people/erasures/<int:erasure_id>/", desk_people.taking_back, name="desk-erasure"),
    path("<part:slug>/settings/", desk_settings.settings, name="desk-settings"),
    path("<part:slug>/conversation/", desk_settings.policy, name="desk-policy"),
    path("<part:slug>/sidebar/", sidebar.sidebar, name="desk-sidebar"),
    path("<part:slug>/sidebar/modules/", sidebar.add, name="desk-modules"),
    *[path(f"<part:slug>/sidebar/modules/<int:place>/{n}/", v, name=f"desk-module-{n}") for n, v in sidebar.VERBS],
    path("<part:slug>/rules/", desk_rules.rules, name="desk-rules"),
    path("<part:slug>/rules/<int:rule_id>/", desk_rules.rule, name="desk-rule"),
    path("<part:slug>/rules/<int:rule_id>/state/", desk_rules.state, name="desk-rule-state"),
    path("<part:slug>/links/", desk_links.links, name="desk-links"),
    *[path(f"<part:slug>/links/<int:link_id>/{n}/", v, name=f"desk-link-{n}") for n, v in desk_links.VERBS],
    path("<part:slug>/log/", log.log, name="desk-log"),
    path("<part:slug>/export/", desk_exports.exports, name="desk-exports"),
    path("<part:slug>/export/<int:export_id>/", desk_exports.export, name="desk-export"),
    path("<part:slug>/rescue/", desk_rescue.rescue, name="desk-rescue"),
    path("<part:slug>/rescue/questions/", desk_rescue.questions, name="desk-questions"),
    path("<part:slug>/rescue/questions/<int:question_id>/", desk_rescue.question, name="desk-question"),
    *[path(f"<part:slug>/rescue/questions/<int:question_id>/{n}/", v, name=f"desk-{n}") for n, v in desk_rescue.VERBS],
    path("<part:slug>/rescue/answered/", desk_rescue.answered, name="desk-answered"),
    path("<part:slug>/import/", desk_imports.imports, name="desk-imports"),
    path("<part:slug>/import/missing/", desk_missing.missing, name="desk-missing"),
    path("<part:slug>/import/<int:run_id>/", desk_imports.run, name="desk-import"),
    path("<part:slug>/import/<int:run_id>/choice/", desk_imports.choice, name="desk-import-choice"),
    path("<part:slug>/import/<int:run_id>/load/", desk_imports.load, name="desk-import-load"),
    path("<part:slug>/import/<int:run_id>/cancellation/", desk_imports.cancellation, name="desk-import-stop"),
    path("<part:slug>/", desk_posts.weblog, name="desk-weblog"),
]

# A list and its further pages; ways to read a conversation.
PAGES, WAYS = ("", "page/<number:page>/"), (Way.TIME, Way.THREADS)

WEBLOG: list[URLPattern | URLResolver] = [
    *[path(f"<part:slug>/{page}", lists.front) for page in PAGES],
    path("<part:slug>/archives.html", archives.archives),
    path("<part:slug>/search/", search.search),
    path("<part:slug>/my-data/", my_data.my_data),
    path("<part:slug>/my-data/<part:token>/", my_data.link_page),
    *[path(f"<part:slug>/my-data/<part:token>/{name}/", view) for name, view in my_data.VERBS.items()],
    path("<part:slug>/confirmation/", name_confirmation.ask),
    path("<part:slug>/confirmation/code/", name_confirmation.code),
    *[path(f"<part:slug>/confirmation/you/{step}", view) for step, view in your_name.STEPS.items()],
    path("<part:slug>/confirmation/<part:token>/", name_confirmation.answer),
    *[path(f"<part:slug>/sign-in/{step}", view) for step, view in reader_sign_in.STEPS.items()],
    *[path(f"<part:slug>/people/<part:person>/{page}", people.person) for page in PAGES],
    path("<part:slug>/people/<part:person>/<feed:file>", people.feed),
    path("<part:slug>/open-questions/", host_questions.page),
    *[path(f"<part:slug>/moderation-log/{page}", moderation_log.log) for page in PAGES],
    path("<part:slug>/open-questions/<feed:file>", host_questions.feed),
    *[path(f"<part:slug>/host/{page}", people.host) for page in PAGES],
    path("<part:slug>/host/<feed:file>", people.host_feed),
    path("<part:slug>/sitemap.xml", installation.weblog_sitemap),
    path("<part:slug>/<feed:file>", feeds.weblog_feed),
    path("<part:slug>/comments/", recent.recent_comments),
    path("<part:slug>/comments/yours/<part:token>/", yours.yours),
    path("<part:slug>/comments/yours/<part:token>/wording/", editing.wording),
    path("<part:slug>/comments/yours/<part:token>/wording/preview/", editing.preview),
    path("<part:slug>/comments/yours/<part:token>/silence/", mail_silence.silence),
    path("<part:slug>/comments/yours/<part:token>/name/", name_confirmation.ask_for),
    *[path(f"<part:slug>/comments/yours/<part:token>/{name}/", yours.standing, {"name": name}) for name in yours.VERBS],
    path("<part:slug>/comments/<feed:file>", comment_feeds.weblog_comments_feed),
    path("<part:slug>/comments/note/", comment_history.standing_note_history),
    path("<part:slug>/sidebar/calendar.html", fragments.calendar),
    path("<part:slug>/sidebar/recent-posts.html", fragments.recent_posts),
    path("<part:slug>/sidebar/recent-comments.html", recent.in_sidebar),
    *[path(f"<part:slug>/tag/<part:tag>/{page}", lists.tag) for page in PAGES],
    *[path(f"<part:slug>/author/<part:author>/{page}", lists.author) for page in PAGES],
    *[path(f"<part:slug>/author/<part:author>/comments/{page}", people.member) for page in PAGES],
    path("<part:slug>/author/<part:author>/comments/<feed:file>", people.member_feed),
    *[path(f"<part:slug>/<year:year>/<month:month>/{page}", lists.month) for page in PAGES],
    *[path(f"<part:slug>/<part:category>/{page}", lists.category) for page in PAGES],
    path("<part:slug>/<part:category>/<feed:file>", feeds.category_feed),
]

CONVERSATION: list[URLPattern | URLResolver] = [
    path("<path:stem>/comments/", comments.post_comment),
    path("<path:stem>/comments/preview/", comments.preview),
    path("<path:stem>/comments/page/<number:page>/", post.comment_page),
    *[path(f"<path:stem>/comments/{way}/{page}", post.comment_page, {"way": way}) for way in WAYS for page in PAGES],
    *[path(f"<path:stem>/comments/{one}/{page}", chosen.some, {"name": one}) for one in SELECTIONS for page in PAGES],
    *[path(f"<path:stem>/comments/all/{part}", whole_conversation.whole) for part in ("", "<number:part>/")],
    path("<path:stem>/comments/note/", comment_history.note_history),
    path("<path:stem>/comments/latest.html", whole_conversation.latest),
    path("<path:stem>/comments/<number:number>/", comments.comment),
    path("<path:stem>/comments/<number:number>/reply/", comments.reply),
    path("<path:stem>/comments/<number:number>/quote/", quotes.quote),
    path("<path:stem>/comments/<number:number>/quotes/<part:place>/", quotes.difference),
    path("<path:stem>/comments/<number:number>/more/", more.more),
    path("<path:stem>/comments/<number:number>/report/", report.report),
    path("<path:stem>/comments/<number:number>/history/", comment_history.comment_history),
    path("<path:stem>/comments/<number:number>/replies/<number:reply_id>/history/", comment_history.reply_history),
    path("<path:stem>/comments/<feed:file>", comment_feeds.post_comments_feed),
    path("<path:stem>/revisions/", post_revisions.revisions),
    path("<path:stem>/revisions/<number:number>/", post_revisions.revision),
    path("<path:stem>/revisions/<number:number>/since/", post_revisions.since),
    path("<path:address>", post.address),
]

urlpatterns = [*INSTALLATION, path("desk/", include(DESK)), *WEBLOG, *CONVERSATION]

handler404 = "tertulia.weblog.views.errors.not_found"
handler500 = "tertulia.weblog.views.errors.server_error"
