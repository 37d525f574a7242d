import pytest


def test_that_a_page_is_written_once(say, refuse, digits_run, tmp_path):
    out = tmp_path / "page.html"
    status, said, err = say("report", str(digits_run), "--out", str(out))
    assert (status, err) == (0, "")
    assert said == f"The report is in {out}.\n"
    assert "exists already" in refuse("report", str(digits_run), "--out", str(out))


def test_that_a_page_has_a_name_of_its_own(say, digits_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert say("report", str(digits_run))[0] == 0
    assert (tmp_path / "run-report.html").is_file()


def test_that_a_page_can_speak_another_language(say, digits_run, tmp_path):
    out = tmp_path / "page.md"
    assert say("report", str(digits_run), "--out", str(out), "--language", "zh_CN")[0] == 0
    assert "## 训练" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    (
        (["{tmp}/none"], "not the folder of a run"),
        (["{run}", "--out", "{tmp}/page.pdf"], "neither a .html nor a .md"),
        (["{run}", "--out", "{tmp}/no/page.html"], "folder does not exist"),
    ),
)
def test_that_bad_input_is_one_sentence(refuse, digits_run, tmp_path, arguments, sentence):
    err = refuse("report", *(argument.format(run=digits_run, tmp=tmp_path) for argument in arguments))
    assert sentence in err
    assert err.count("\n") == 1
