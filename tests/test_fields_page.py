from tools.fields_page import PAGE, page


def test_that_the_page_of_fields_says_what_the_config_classes_declare():
    """To renew it: python3 tools/fields_page.py"""
    assert PAGE.read_text(encoding="utf-8") == page(), "renew docs/fields.md: python3 tools/fields_page.py"
