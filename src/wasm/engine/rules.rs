use wasm_bindgen::prelude::*;

use super::catalog::locale_of;
use super::to_js;
use super::value::Value;
use crate::diagnostic::TABLES;

/// Every kind of finding, in the order of the codes, in the language `en` or `zh`.
#[wasm_bindgen]
#[must_use]
pub fn rules(locale: Option<String>) -> JsValue {
    let locale = locale_of(locale.as_deref());
    to_js(&Value::list(TABLES.iter().copied().flatten(), |message| {
        let wording = message.wording(locale);
        Value::Object(vec![
            ("code", message.code.into()),
            ("name", message.name.into()),
            ("severity", message.severity.name().into()),
            ("message", wording.message.into()),
            ("help", wording.help.into()),
        ])
    }))
}
