"""Code of all kinds of markup on the left, what a reader would copy on the right."""

import pytest
from html_step import markup_after, pairs_after, text_after
from hypothesis import given
from hypothesis import strategies as st

from ingest.html.code import keep_code


def fenced(code: str, language: str = "") -> str:
    return f"```{language}\n{code}\n```"


PLAIN = [
    ("<pre>a = 1\nb = 2</pre>", fenced("a = 1\nb = 2")),
    ("<pre>\n\na = 1  \n\n</pre>", fenced("a = 1")),
    ("<pre><code>a = 1\n    b</code></pre>", fenced("a = 1\n    b")),
    ("<pre>  a\n b</pre>", fenced("  a\n b")),
    ("<pre>if a &lt; b &amp;&amp; c:</pre>", fenced("if a < b && c:")),
    ("<pre>a<br>b<br/>c</pre>", fenced("a\nb\nc")),
    ("<pre><div>a</div><div>b</div></pre>", fenced("a\nb")),
    ("<pre><code><div>a</div><div><span>b</span></div></code></pre>", fenced("a\nb")),
    ("<pre><ol><li>a</li><li>b</li></ol></pre>", fenced("a\nb")),
    ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
    ("<pre>echo $HOME and $PATH</pre>", fenced("echo $HOME and $PATH")),
    ("<pre>42\n43\n44</pre>", fenced("42\n43\n44")),
    ("<pre><code>7</code></pre>", fenced("7")),
    ("<div><pre>a</pre>\n<pre>b</pre></div>", fenced("a") + "\n\n" + fenced("b")),
    ("<div class='highlight'><pre>a</pre><pre>b</pre></div>", fenced("a") + "\n\n" + fenced("b")),
    ("<p>Words</p><pre> \n </pre>", "Words"),
    ("<p>Words</p><pre><code></code></pre><p>More</p>", "Words More"),
    ("<p>Words</p><pre>a</pre><p>More</p>", "Words\n\n" + fenced("a") + "\n\nMore"),
    ("<ul><li>Words <pre>a</pre> more</li></ul>", "Words\n\n" + fenced("a") + "\n\nmore"),
    ("<blockquote><pre>a</pre></blockquote>", fenced("a")),
    ("<code>a\nb\nc\n</code>", fenced("a\nb\nc")),
    ("<code>a<br>b<br>c</code>", fenced("a\nb\nc")),
]
LANGUAGES = [
    ('<pre><code class="language-python">x</code></pre>', fenced("x", "python")),
    ('<pre class="language-python"><code>x</code></pre>', fenced("x", "python")),
    ('<pre><code class="lang-js">x</code></pre>', fenced("x", "js")),
    ('<pre><code class="hljs python">x</code></pre>', fenced("x", "python")),
    ('<pre><code class="hljs language-c++">x</code></pre>', fenced("x", "c++")),
    ('<pre class="sourceCode r"><code>x</code></pre>', fenced("x", "r")),
    ('<pre class="brush: cpp; gutter: false">x</pre>', fenced("x", "cpp")),
    ('<pre><code data-lang="go">x</code></pre>', fenced("x", "go")),
    ('<pre data-language="Rust">x</pre>', fenced("x", "rust")),
    ('<div class="highlight highlight-source-shell"><pre>x</pre></div>', fenced("x", "shell")),
    ('<div class="highlight-python notranslate"><div class="highlight"><pre>x</pre></div></div>',
     fenced("x", "python")),
    ('<pre><code class="language-plaintext">x</code></pre>', fenced("x")),
    ('<pre><code class="nohighlight">x</code></pre>', fenced("x")),
    ('<pre lang="haskell">x</pre>', fenced("x", "haskell")),
    ('<div class="language-cpp highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
     '<span class="kt">int</span> <span class="n">x</span>;</code></pre></div></div>', fenced("int x;", "cpp")),
]  # fmt: skip
NUMBERED = [
    # Jekyll's Rouge and Pygments: a cell of numbers beside a cell of code
    ('<div class="highlight"><table><tbody><tr><td class="gutter"><pre class="lineno">1\n2</pre></td>'
     '<td class="code"><pre><code class="language-bash">cd x\nls</code></pre></td></tr></tbody></table></div>',
     fenced("cd x\nls", "bash")),
    ('<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
     '<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td>'
     '<td class="rouge-code"><pre>a\nb\n</pre></td></tr></tbody></table></code></pre></div></div>',
     fenced("a\nb", "ruby")),
    ('<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2</pre></div></td>'
     '<td class="code"><div class="highlight"><pre>a\nb</pre></div></td></tr></table>', fenced("a\nb")),
    ('<pre><span class="lineno">1 </span>a\n<span class="lineno">2 </span>b</pre>', fenced("a\nb")),
    ('<div class="highlight"><pre><span class="linenos">1</span>a\n<span class="linenos">2</span>b</pre></div>',
     fenced("a\nb")),
    # Hugo's chroma, with a table of numbers and with numbers in the lines
    ('<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre class="chroma">'
     '<code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd">'
     '<pre class="chroma"><code class="language-go" data-lang="go"><span class="line">a\n</span><span class="line">b\n'
     '</span></code></pre></td></tr></table></div></div>', fenced("a\nb", "go")),
    ('<div class="highlight"><pre class="chroma"><code class="language-go"><span class="ln">1</span><span class="cl">'
     'a\n</span><span class="ln">2</span><span class="cl">b</span></code></pre></div>', fenced("a\nb", "go")),
    # Hexo
    ('<figure class="highlight python"><table><tr><td class="gutter"><pre><span class="line">1</span><br>'
     '<span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">a</span><br>'
     '<span class="line">b</span><br></pre></td></tr></table></figure>', fenced("a\nb", "python")),
    # highlightjs-line-numbers
    ('<pre><code class="hljs python"><table class="hljs-ln"><tbody><tr><td class="hljs-ln-numbers"><div>1</div></td>'
     '<td class="hljs-ln-code">a</td></tr><tr><td class="hljs-ln-numbers"><div>2</div></td>'
     '<td class="hljs-ln-code">b</td></tr></tbody></table></code></pre>', fenced("a\nb", "python")),
    # GitHub's blob and gists: no pre at all
    ('<table class="highlight tab-size js-file-line-container"><tr><td class="blob-num js-line-number" '
     'data-line-number="1"></td><td class="blob-code">a</td></tr><tr><td class="blob-num" data-line-number="2"></td>'
     '<td class="blob-code">  b</td></tr></table>', fenced("a\n  b")),
    # SyntaxHighlighter
    ('<div class="syntaxhighlighter java"><table><tbody><tr><td class="gutter"><div class="line number1">1</div>'
     '<div class="line number2">2</div></td><td class="code"><div class="container"><div class="line">'
     '<code class="keyword">int</code> <code class="plain">a;</code></div><div class="line"><code>b;</code></div></div>'
     '</td></tr></tbody></table></div>', fenced("int a;\nb;", "java")),
]  # fmt: skip
AROUND = [
    ('<div class="highlight"><button class="copy">Copy</button><pre>a</pre></div>', fenced("a")),
    ('<div class="code-toolbar"><pre class="language-python"><code>a</code></pre><div class="toolbar"><div '
     'class="toolbar-item"><button>Copy</button></div></div></div>', fenced("a", "python")),
    ('<pre><button>Copy</button>a\nb</pre>', fenced("a\nb")),
    ('<pre><div class="code-header">Python</div>a\nb</pre>', fenced("a\nb")),
    ('<div class="cell_input"><div class="prompt">In [1]:</div><div class="highlight"><pre>a</pre></div></div>',
     fenced("a")),
    ("<figure class='code'><figcaption>A program.</figcaption><div class='highlight'><pre>a</pre></div></figure>",
     fenced("a") + "\n\nA program."),
    ("<table><tr><td><pre>a</pre></td><td>A word on it.</td></tr></table>", fenced("a") + "\n\nA word on it."),
    ("<table><tr><td><pre>a</pre></td><td>7</td></tr></table>", fenced("a") + "\n\n7"),
    ("<div class='code'><p>A word on it.</p><pre>a</pre></div>", "A word on it.\n\n" + fenced("a")),
]  # fmt: skip
INLINE = [
    ("<p>Call <code>fit( )</code> first.</p>", "Call `fit( )` first."),
    ("<p>Call <code>fit\n  (x)</code> first.</p>", "Call `fit (x)` first."),
    ("<p>Press <kbd>Enter</kbd> now.</p>", "Press `Enter` now."),
    ("<p>Press <kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd> now.</p>", "Press `Ctrl+C` now."),
    ("<p>It says <samp>done</samp>, <tt>ok</tt>.</p>", "It says `done`, `ok`."),
    ("<p>A <code>$x$</code> and <code>&lt;p&gt;</code>.</p>", "A `$x$` and `<p>`."),
    ("<p>A <code>`</code> tick.</p>", "A ` tick."),
    ("<p>Empty <code> </code>is none.</p>", "Empty is none."),
    ("<p>See <a href='/x'><code>fit</code></a>.</p>", "See `fit`."),
    ("<p><code><span>a</span>.<span>b</span></code>s</p>", "`a.b`s"),
    ("<ul><li><code>a\nb</code> is</li></ul>", "`a b` is"),
    ("<p><var>x</var> is no code.</p>", "x is no code."),
]


@pytest.mark.parametrize(("markup", "expected"), [*PLAIN, *LANGUAGES, *NUMBERED, *AROUND, *INLINE])
def test_code(markup: str, expected: str) -> None:
    assert text_after(keep_code, markup) == expected


def test_the_caption_of_a_listing_is_one() -> None:
    markup = "<figure class='code'><figcaption>A <b>program</b>.</figcaption><pre>a</pre></figure>"
    assert pairs_after(keep_code, markup) == [("code", fenced("a")), ("caption", "A program.")]


def test_a_block_in_a_paragraph_leaves_its_word_there() -> None:
    assert markup_after(keep_code, "<div>A<pre>b</pre>c</div>") == "<div>A<p>zqk0kqz</p>c</div>"


@given(st.lists(st.text("ab 1:(", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=5))
def test_lines_are_the_same_however_they_are_set(lines: list[str]) -> None:
    code = "\n".join(line.rstrip() for line in lines)
    for markup in (
        "<pre>x\n" + "\n".join(lines) + "</pre>",
        "<pre>x<br>" + "<br>".join(lines) + "</pre>",
        "<pre><div>x</div>" + "".join(f"<div>{line}</div>" for line in lines) + "</pre>",
        "<pre><span>x\n</span>" + "\n".join(f"<span>{line}</span>" for line in lines) + "</pre>",
    ):
        assert text_after(keep_code, markup) == fenced("x\n" + code)
