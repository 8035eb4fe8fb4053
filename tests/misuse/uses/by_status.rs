//! Bodies by status.

use crate::api::PetError;
use runtime::ApiError;

fn near_miss(error: &PetError) -> bool {
    matches!(error, PetError::Status403(_)) //~
}

fn wrong_arm(error: &ApiError<PetError>) -> bool {
    match error.body() {
        PetError::Status404(_) => true, //~
        _ => false,
    }
}

fn missing_arm(error: PetError) -> usize {
    match error { //~
        PetError::Status404(many) => many.pets.len(),
    }
}
