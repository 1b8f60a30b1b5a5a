from tertulia.weblog.address import Address
from tertulia.weblog.category import Category
from tertulia.weblog.decision import Decision
from tertulia.weblog.invitation import Invitation
from tertulia.weblog.kept_link import KeptLink, LinkPlace
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.revision import PostRevision
from tertulia.weblog.search import SearchText
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog

__all__ = [
    "Address",
    "Category",
    "Decision",
    "Invitation",
    "KeptLink",
    "LinkPlace",
    "Member",
    "Post",
    "PostRevision",
    "SearchText",
    "Tag",
    "Weblog",
]
