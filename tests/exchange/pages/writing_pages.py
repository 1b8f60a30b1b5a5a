"""Pages as weblogs of Typepad had them, written for these tests: two themes, and the forms before them."""

HOME = "https://tide.example.com/tide/"
STORM = f"{HOME}2017/08/storm.html"
XID = "6a00d83451ffec69e200d8346b0fc353ef"
BLOG = "6a00d83451ffec69e201b8d2b2365c970c"


def xid(number: int) -> str:
    """The id of a comment, as Typepad made them."""
    return f"6a00d83451ffec69e2{number:016x}"


def said(
    text: str = "<p>High water at seven.</p>",
    number: int = 1,
    *,
    name: str = "Ruth Tamm",
    url: str = "",
    when: str = "August 30, 2017 at 08:25 PM",
    old: str = "",
    mark: str = "",
) -> str:
    """A comment of the themes since 2007; ``old`` is the number that it had before."""
    own = old or xid(number)
    by = f'<a rel="nofollow" title="{url}" href="{url.replace("http:", "https:")}">{name}</a>' if url else name
    return f"""<a id="c{own}"></a>
<div class="comment font-entrybody comment-odd {mark} comment-has-avatar" id="comment-{own}">
 <div class="comment-avatar"><img id="comment-{xid(number)}-avatarimg" src="x.gif" alt="{name}" /></div>
 <div class="comment-content font-entrybody" id="comment-{own}-content">
  <span id="comment-{own}-content">{text}</span></div>
 <p class="comment-footer font-entryfooter">
  Posted by:
  {by} |
  <a rel="nofollow" href="{STORM}?cid={own}#comment-{xid(number)}">{when}</a></p>
</div>"""


def conversation(
    *comments: str, end: str = '<p class="comments-closed">The comments to this entry are closed.</p>'
) -> str:
    """The comments of a page."""
    return f"""<a id="comments"></a><div class="comments" id="all-comments"><h3 class="comments-header">Comments</h3>
<div class="comments-content" id="comments-content">{"".join(comments)}</div></div>{end}"""


def entry(
    title: str = "Storm",
    body: str = "<p>The wind came from the west.</p>",
    *,
    url: str = STORM,
    day: str = "August 30, 2017",
    footer: str = 'Posted by <a rel="author" href="/me">Nils Aro</a> at 05:06 PM in <a href="{HOME}sea/">Sea</a>',
    more: str = "",
    count: str = "",
    number: int = 900,
) -> str:
    """A post with the line below it."""
    counted = f' | <a class="entry-comments" href="{url}#comments">Comments ({count})</a>' if count else ""
    return f"""<h2 class="date-header">{day}</h2>
<div class="entry-category-sea entry-author-nils entry-type-post entry" id="entry-{xid(number)}">
 <h3 class="entry-header"><a href="{url}">{title}</a></h3>
 <div class="entry-content"><div class="entry-body">{body}</div>{more}</div>
 <div class="entry-footer"><p class="entry-footer-info"><span class="post-footers">{footer.format(HOME=HOME)}</span>
 <span class="separator">|</span> <a class="permalink" href="{url}">Permalink</a>{counted}</p></div></div>"""


SIDEBAR = f"""<div class="module-categories module"><h2 class="module-header">Categories</h2>
<div class="module-content"><ul><li><a href="{HOME}sea/">Sea <span class="category-count">(2)</span></a></li>
<li><a href="{HOME}samples-1/">Samples <span class="category-count">(1)</span></a></li></ul></div></div>
<div class="module-typelist module"><h2 class="module-header">Harbours</h2><div class="module-content">
<ul><li><a href="http://quay.example/">The Quay</a> a friend's</li></ul></div></div>"""


def page(
    *parts: str,
    kind: str = "Individual",
    url: str = STORM,
    sidebar: str = SIDEBAR,
    nav: str = "",
    theme: str = "layout-two-column-right post",
) -> bytes:
    """A whole page."""
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">
<meta name="generator" content="http://www.typepad.com/" />
<meta property="og:url" content="{url}" /><meta property="og:site_name" content="Tide" />
<script>ga('Typepad.set', 'dimension1', '{BLOG}'); ga('Typepad.set', 'dimension2', '{kind}');</script>
<link rel="alternate" type="application/atom+xml" href="{HOME}atom.xml" /></head>
<body class="{theme}"><div id="banner"><h1 id="banner-header"><a href="{HOME}">Tide</a></h1>
<h2 id="banner-description">Water, twice a day</h2></div>
<div id="alpha-inner">{nav}{"".join(parts)}</div><div id="beta">{sidebar}</div></body></html>""".encode()


def front(*entries: str, kind: str = "index") -> bytes:
    """A list of posts."""
    return page(*entries, kind=kind, url=HOME, theme="layout-two-column-right index")


OLD = b"""<html><head><meta name="generator" content="http://www.typepad.com/" /><title>Tide: Ebb</title></head><body>
<div id="banner"><h1><a href="http://tide.example.com/tide/" accesskey="1">Tide</a></h1><h2>Water</h2></div>
<!-- <rdf:RDF><rdf:Description rdf:about="http://tide.example.com/tide/2005/02/ebb.html"
 dc:title="Ebb" dc:identifier="http://tide.example.com/tide/2005/02/ebb.html" dc:creator="nils"
 dc:date="2005-02-04T17:20:59-06:00" /></rdf:RDF> -->
<div class="content"><p align="right"><a href="/tide/2005/01/moon.html">&laquo; Moon</a> | <a href="/tide/">Main</a> |
<a href="/tide/2005/03/flood.html">Flood &raquo;</a></p>
<h2>February 04, 2005</h2><a id="a0035670110"></a><h3>Ebb</h3><p>All boats lay dry.</p><a id="more"></a><p>And more.</p>
<p class="posted">Posted by Nils Aro at 05:20 PM in <a href="http://tide.example.com/tide/sea/">Sea</a> |
<a href="http://tide.example.com/tide/2005/02/ebb.html">Permalink</a></p>
<h2><a id="comments"></a>Comments</h2>
<a id="c4085001"></a><p>Not mine!</p><p>It has a keel.</p>
<p class="posted">Posted by: <a rel="nofollow" title="http://ruth.example/" href="http://ruth.example/">Ruth</a> |
<a href="http://tide.example.com/tide/2005/02/ebb.html#c4085001">Feb 5, 2005 5:09:24 PM</a></p>
<a id="c4085002"></a><p>Mine did.</p>
<p class="posted">Posted by: Tomas |
<a href="http://tide.example.com/tide/2005/02/ebb.html#c4085002">Feb 5, 2005 6:00:00 PM</a></p>
<h2>Post a comment</h2><form action="http://www.typepad.com/t/comments"><input name="entry_id" value="3567011"></form>
</div></body></html>"""
