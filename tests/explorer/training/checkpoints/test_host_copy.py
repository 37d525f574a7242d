"""A copy stays as it is while what was copied goes on."""

import torch

from explorer.training.loop.checkpointer import host_copy


def test_that_a_copy_shares_no_memory_and_keeps_the_order_in_memory():
    weight = torch.randn(8, 4, 3, 3).contiguous(memory_format=torch.channels_last).requires_grad_()
    values = {"model": {"w": weight}, "groups": [{"params": [0, 1], "lr": 0.1}], "pair": (weight, None), "on": True}
    copy = host_copy(values, torch.device("cpu"))
    before = weight.detach().clone()
    with torch.no_grad():
        weight.zero_()
    assert torch.equal(copy["model"]["w"], before)
    assert torch.equal(copy["pair"][0], before)
    assert copy["model"]["w"].is_contiguous(memory_format=torch.channels_last)
    assert not copy["model"]["w"].requires_grad
    assert (copy["groups"], copy["pair"][1], copy["on"]) == (values["groups"], None, True)
