use crate::condition::Context;
use crate::policy::Caller;

/// One call of one action, with all resources that are checked in it. Wildcards in it are plain characters.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The action, `apigateway:CreateApi`, in any case.
    pub action: &'a str,
    /// The resources, each of which must be allowed; without any it is `*`.
    pub resources: &'a [&'a str],
    /// What is known of the condition keys.
    pub context: &'a Context,
    /// Who asks.
    pub caller: &'a Caller,
    /// The resource group that the resources are in.
    pub resource_group: Option<&'a str>,
}

/// A request without its context.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// As [`Request::action`].
    pub action: &'a str,
    /// As [`Request::resources`].
    pub resources: &'a [&'a str],
    /// As [`Request::caller`].
    pub caller: &'a Caller,
    /// As [`Request::resource_group`].
    pub resource_group: Option<&'a str>,
}

impl<'a> Request<'a> {
    pub(super) fn call(&self) -> Call<'a> {
        Call {
            action: self.action,
            resources: self.resources,
            caller: self.caller,
            resource_group: self.resource_group,
        }
    }
}

impl<'a> Call<'a> {
    /// The resources that are checked.
    pub(super) fn checked(&self) -> &'a [&'a str] {
        match self.resources {
            [] => &["*"],
            resources => resources,
        }
    }

    /// Whether a role is assumed, of which the role's trust policy has a say.
    pub(super) fn assumes_role(&self) -> bool {
        self.action.eq_ignore_ascii_case("sts:AssumeRole")
    }
}

/// Whether a text is an action as a request has it: `code:name`, without another colon, and without white space as JavaScript has it. Any other is
/// matched by `*` alone.
#[must_use]
pub fn is_action(text: &str) -> bool {
    let is_blank = |character: char| character.is_whitespace() && character != '\u{85}' || character == '\u{feff}';
    text.split_once(':').is_some_and(|(code, name)| {
        !code.is_empty() && !name.is_empty() && !name.contains(':') && !text.contains(is_blank)
    })
}

/// Whether a text is a resource as a request has it: `*`, or `acs:` and four more fields. Any other is matched by `*`
/// alone.
#[must_use]
pub fn is_resource(text: &str) -> bool {
    text == "*" || super::resource::ResourceText::new(text).fields.is_some()
}
