from explorer.experiment.examples import EXAMPLES
from explorer.experiment.recipe import Recipe
from models.spec import check, resolve
from models.summary import summarize


def test_that_every_example_is_legal_and_trains_on_what_is_there():
    for example in EXAMPLES:
        assert check(example.experiment.network) == ()
        assert example.experiment.recipe == Recipe()
        assert example.experiment.recipe.data.name == "digits"


def test_that_the_plain_network_has_not_one_parameter_less():
    plain, residual = (summarize(resolve(example.experiment.network)) for example in EXAMPLES[:2])

    assert plain.params == residual.params
    assert plain.macs == residual.macs
