"""What we hold ourselves to."""

MINUTES_A_DAY = 24 * 60

SLA_TARGETS = {
    "P0": {"first_response_min": 30, "resolution_hours": 4},
    "P1": {"first_response_min": 2 * 60, "resolution_hours": 24},
    "P2": {"first_response_min": MINUTES_A_DAY, "resolution_hours": 72},
}

STARTER_PRICE_SAR = 499
CHANNELS = ["email", "whatsapp", "phone"]
