"""Markdown as people type it."""

import threading

from django.template import Context, Template

from networks import prose
from networks.prose import Pointer, PointerKind, Target
from tests.networks.prose.markup import Markup


def _shape(text: str, **options: object) -> str:
    return "".join(prose.render(text, **options).split())


def test_headings_begin_below_those_of_the_page_and_skip_no_level() -> None:
    tags = [tag for tag, _ in Markup(prose.render("## A\n\n#### B\n\n## C\n\n# D\n\n###### E")).elements]
    assert tags == ["h3", "h4", "h3", "h3", "h4"]


def test_a_hash_without_a_space_is_no_heading() -> None:
    assert _shape("#customs") == "<p>#customs</p>"


def test_names_of_headings_carry_the_prefix_and_stay_apart() -> None:
    markup = Markup(prose.render("# Plan\n\n# Plan", prefix="body"))
    assert [heading["id"] for heading in markup.all("h3")] == ["body-plan", "body-plan-2"]


def test_two_texts_on_a_page_do_not_share_names() -> None:
    one, other = (Markup(prose.render(f"# Plan\n\n{word}")).all("h3")[0]["id"] for word in ("a", "b"))
    assert one != other


def test_a_list_needs_no_empty_line_and_two_spaces_nest_it() -> None:
    assert _shape("We need:\n- a\n  - b\n- c") == (
        "<p>Weneed:</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    )


def test_a_numbered_list_may_use_brackets_and_keeps_its_first_number() -> None:
    assert _shape("3) a\n4) b") == '<olstart="3"><li>a</li><li>b</li></ol>'


def test_a_year_at_the_start_of_a_line_is_no_list() -> None:
    assert "<ol" not in prose.render("It was decided in\n2026. Then it was done.")


def test_bullets_after_numbers_make_a_list_of_their_own() -> None:
    assert _shape("1. a\n- b") == "<ol><li>a</li></ol><ul><li>b</li></ul>"


def test_a_table_may_follow_its_introduction_and_keeps_its_alignment() -> None:
    markup = Markup(prose.render("Costs:\n| item | sum |\n|---|--:|\n| x | 5 |"))
    assert len(markup.all("table")) == 1
    assert [cell.get("class") for cell in markup.all("td")] == [None, "align-right"]
    assert {"class": "table-scroll", "tabindex": "0"} in markup.all("div")


def test_an_answer_below_a_quote_is_not_quoted() -> None:
    assert _shape("> you said\nI say") == "<blockquote><p>yousaid</p></blockquote><p>Isay</p>"


def test_code_is_shown_letter_by_letter_even_in_lists_and_quotes() -> None:
    for before in ("", "> ", "  "):
        text = ("- item\n\n" if before == "  " else "") + "\n".join(
            before + line for line in ("```python", "if a < b:", "    *x* @who [[7K3QF]]", "```")
        )
        assert "<code>if a &lt; b:\n    *x* @who [[7K3QF]]\n</code>" in prose.render(text)


def test_code_that_is_never_closed_runs_to_the_end() -> None:
    assert "<code>*a*\n</code>" in prose.render("```\n*a*")


def test_words_can_be_struck_out_stressed_and_escaped() -> None:
    assert _shape("~~a~~ *b* **c** \\*d\\*") == "<p><del>a</del><em>b</em><strong>c</strong>*d*</p>"


def test_tasks_say_in_words_whether_they_are_done() -> None:
    marks = [span["aria-label"] for span in Markup(prose.render("- [x] a\n- [ ] b")).all("span")]
    assert marks == ["Done", "To do"]


def test_footnotes_lead_there_and_back() -> None:
    markup = Markup(prose.render("Fact[^1]\n\n[^1]: Source", prefix="body"))
    ids = {values["id"] for _, values in markup.elements if "id" in values}
    assert {link["href"].removeprefix("#") for link in markup.all("a")} == ids


def test_boxes_have_a_kind_from_a_fixed_list_and_a_title() -> None:
    assert 'class="admonition warning"' in prose.render("!!! warning\n    - a")
    assert "Warning" in prose.render("!!! warning\n    a")
    assert 'class="admonition note"' in prose.render("!!! modal\n    a")


def test_addresses_in_a_sentence_are_linked_without_its_full_stop() -> None:
    links = [
        link["href"]
        for link in Markup(
            prose.render("See https://e.eu/a_b_c. Or (www.e.eu/x_(y)), or ask a.b@e.eu! <https://e.eu/z>")
        ).all("a")
    ]
    assert links == ["https://e.eu/a_b_c", "https://www.e.eu/x_(y)", "mailto:a.b@e.eu", "https://e.eu/z"]


def test_line_ends_are_kept_unless_told_otherwise() -> None:
    assert "<br>" in prose.render("a\nb")
    assert "<br>" not in prose.render("a\nb", line_breaks=False)


def test_mentions_are_people_and_roles_but_not_mail_code_or_links() -> None:
    text = "@7K3QfAbc and (@ncp-pl), @risk-management. not a@b.eu `@code` [@link](/x) @7k3qfabc"
    assert prose.mentions(text) == ["7k3qfabc", "ncp-pl", "risk-management"]


def test_references_name_records() -> None:
    assert prose.references("See [[7k3qf]], [[7K3QF]] and `[[AAAAA]]`") == ["7K3QF"]


def test_what_the_reader_may_know_is_linked_and_the_rest_stays_as_typed() -> None:
    known = {Pointer(PointerKind.REFERENCE, "7K3QF"): Target("/kb/practices/7K3QF/", "Scanning <fruit>")}
    html = prose.render("[[7K3QF]] [[AAAAA]] @ann", resolve=known.get)
    assert ">Scanning &lt;fruit&gt;</a>" in html
    assert '<span class="reference">AAAAA</span> <span class="mention">@ann</span>' in html


def test_a_resolver_may_render_a_text_itself() -> None:
    def resolve(pointer: Pointer) -> Target:
        return Target("/x", prose.plain("**bold** [[BBBBB]]"))

    assert ">bold BBBBB</a>" in prose.render("[[AAAAA]]", resolve=resolve)


def test_the_words_stand_without_marks() -> None:
    text = "# Plan\n\n**Do** [it](https://e.eu)\n- a\n- b\n\n|x|y|\n|-|-|\n|1|2|\n\n`code` &amp; <b> ![alt](/files/A/b.png)"
    assert prose.plain(text) == "Plan\nDo it\na\nb\nx y\n1 2\ncode & <b> alt"


def test_an_excerpt_ends_between_words_within_its_length() -> None:
    assert prose.excerpt("**One** two, three four", 10) == "One two…"
    assert prose.excerpt("short", 10) == "short"
    assert len(prose.excerpt("x" * 500, 40)) == 40


def test_threads_do_not_mix_their_texts() -> None:
    results: dict[int, str] = {}

    def work(number: int) -> None:
        for _ in range(20):
            results[number] = prose.render(f"Text {number}[^1]\n\n[^1]: Note {number}", prefix=f"p{number}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(html.count(f"{n}") and f"Note {n}" in html for n, html in results.items())


def test_templates_have_a_filter() -> None:
    template = Template("{% load prose %}{{ text|markdown:'body' }}|{{ text|excerpt:6 }}|{{ none|markdown }}")
    html = template.render(Context({"text": "# A\n\nlong words", "none": None}))
    assert html.startswith('<h3 id="body-a">A</h3>')
    assert html.endswith("|A…|") or html.endswith("|A lon…|")
