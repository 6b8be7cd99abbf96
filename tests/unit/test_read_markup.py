"""HTML given as text is known for what it is; text about HTML is not taken for it."""

import pytest

from dedup.read.markup import is_html


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body><p>News.</p></body></html>",
        "\ufeff\n <HTML lang=en><p>News.",
        '<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>',
        "<body class='a'>News.",
        "<p>First.</p><p>Second.</p>",
        '<div class="story"><p>First.</div>',
        "<H1>Head</H1> News.",
        "Lead.</p>\n<p class='b'>Second.</p><p>Third.",
        "Lead.<br /><br>Second.<BR><br>Third.",
    ],
)
def test_pages_and_fragments_are_html(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "He explained that <b> makes text bold and </b> ends it.",
        "A page begins with <!DOCTYPE html> and then <html>, said the teacher.",
        "<p> is the tag for a paragraph, she said.",
        "<pagination> is no tag of ours.</pagination>",
        "5 < 6 and 7 > 3",
        "Between paragraphs the page has </p><p> each time, she said.",
        "<unidentified> said: “no”",
        "<https://example.com/a> reports",
        "",
    ],
)
def test_text_that_mentions_tags_is_no_html(text: str) -> None:
    assert not is_html(text)
