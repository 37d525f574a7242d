"""Where pictures are held while a network is trained."""

import torch

SHARE = 0.5
"""Of the memory that the device has left; the rest is for the network and what it keeps for backward."""


def has_room(num_bytes: int, device: torch.device) -> bool:
    """Whether pictures of so many bytes fit on a device beside what is to be trained there."""
    match device.type:
        case "cuda":
            return num_bytes <= SHARE * torch.cuda.mem_get_info(device)[0]
        case "mps":
            left = torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
            return num_bytes <= SHARE * left
    return True
