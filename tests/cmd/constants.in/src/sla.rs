//! Service levels.

pub struct Sla {
    pub id: &'static str,
    pub first_response_min: u32,
    pub owner: Owner,
}

pub enum Owner {
    Founder,
    OperatorOncall,
}

const HOUR: u32 = 60;

pub const SLA_TARGETS: &[Sla] = &[
    Sla { id: "P0", first_response_min: 30, owner: Owner::Founder },
    Sla { id: "P1", first_response_min: 2 * HOUR, owner: Owner::OperatorOncall },
    Sla { id: "P2", first_response_min: later(), owner: Owner::OperatorOncall },
];
