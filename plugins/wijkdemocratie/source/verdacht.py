"""Which texts have to be looked at for what points at a person; most do not, and that is seen quickly."""

from __future__ import annotations

import re

PROVIDERS = (
    r"gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|proton|protonmail|gmx|aol|"
    r"ziggo|kpnmail|kpnplanet|planet|hetnet|xs4all|upcmail|casema|chello|home|telfort|tele2|caiway|zonnet|solcon|"
    r"quicknet|wxs|freedom|online|tweak|12move"
)
"""Where private mail addresses are, as the alternatives of a pattern."""

VERDACHT = re.compile(
    rf"@(?i:{PROVIDERS})\.|[0-9]{{9}}|[0-9]{{3}} [0-9]{{3}} [0-9]{{3}}|[0-9]{{4}}[ .][0-9]{{2}}[ .][0-9]{{3}}"
    r"|6(?:[ .-]*[0-9]){8}|[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11}"
)
"""A mail address, a citizen service number, a mobile number or an account, each without its edges."""
