use super::operations::templates_of;
use crate::catalog::Catalog;
use crate::coverage::can_match;
use crate::diagnostic::{Diagnostic, Message, catalogue_findings as messages};
use crate::lint::one_service::are_one;
use crate::lint::report::Report;
use crate::lint::subject::{Subject, field, in_text};
use crate::pattern::{Piece, ResourcePattern, Template};
use crate::policy::{ActionPattern, Effect, Element, ElementName, PatternAt, Placed};
use crate::text::{Span, similar};

/// RAM710 to RAM712: an action that none of the statement's resources is for; RAM713: a resource that none of its actions
/// is checked against. To fit one of the resource types of one action is enough.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in subject.whole_statements() {
        let statement = &*placed.statement;
        let (Some(effect), Some(action), Some(resource)) = (statement.effect, &statement.action, &statement.resource)
        else {
            continue;
        };
        let are_listed = action.name == ElementName::Action && resource.name == ElementName::Resource;
        if are_listed && action.readable && resource.readable && !resource.patterns.is_empty() {
            of_statement(subject, placed, effect, (action, resource), report);
        }
    }
}

fn of_statement(
    subject: &Subject,
    placed: &Placed,
    effect: Effect,
    (action, resource): (&Element<ActionPattern>, &Element<ResourcePattern>),
    report: &mut Report,
) {
    let resources: Vec<(&PatternAt<ResourcePattern>, &ResourcePattern)> = (resource.patterns.iter())
        .filter_map(|at| Some((at, at.pattern.as_ref()?)))
        .collect();
    if resources
        .iter()
        .any(|(_, pattern)| matches!(pattern, ResourcePattern::All))
    {
        return;
    }
    let mut fits = vec![false; resources.len()];
    // Whether what every action is checked against is known, and the first that no resource is for.
    let mut all_known = true;
    let mut idle: Option<(&'static Message, Span)> = None;
    let mut all_idle = true;
    for at in &action.patterns {
        let templates = at
            .pattern
            .as_ref()
            .and_then(|pattern| templates_of(subject.catalog, pattern));
        let Some(templates) = templates else {
            (all_known, all_idle) = (false, false);
            continue;
        };
        let mut is_met = false;
        for ((at, pattern), fits) in resources.iter().zip(&mut fits) {
            let is_open =
                at.text.contains(['$', '{', '<']) || is_of_unlisted_type(subject.catalog, &templates, &at.text);
            let mut matches = is_open;
            for template in &templates {
                if matches {
                    break;
                }
                let mut template = widened(template);
                matches |= can_match(pattern, &template);
                *fits |= is_renamed(subject.catalog, &mut template, &at.text) && can_match(pattern, &template);
            }
            *fits |= matches;
            is_met |= matches;
        }
        all_idle &= !is_met;
        // A pattern may match operations that the catalogue does not list.
        if !is_met && !at.text.contains(['*', '?']) {
            let span = in_text(placed, at.span);
            let (message, diagnostic) = never_met(effect, &at.text, &templates, span);
            report.push(diagnostic);
            idle = idle.or(Some((message, span)));
        }
    }
    if !all_known {
        return;
    }
    for ((at, _), _) in resources.iter().zip(fits).filter(|(_, fits)| !fits) {
        let diagnostic = Diagnostic::new(&messages::FITS_NO_ACTION, in_text(placed, at.span)).with(&at.text);
        report.push(match idle.filter(|_| all_idle) {
            Some((message, span)) => diagnostic.under(message, span),
            None => diagnostic,
        });
    }
}

/// The template with variables that may hold a `/`: names of secrets do, and documents do not say so.
fn widened(template: &Template) -> Template {
    let mut template = template.clone();
    if let Template::Arn { relative_id, .. } = &mut template {
        for piece in relative_id {
            if let Piece::Variable { path, .. } = piece {
                *path = true;
            }
        }
    }
    template
}

/// Writes a template that is documented under one code of a service under the other one that an ARN has, if it has another:
/// the documents of IMS say what its operations are checked against, and list them under `ram` as well.
fn is_renamed(catalog: &Catalog, template: &mut Template, arn: &str) -> bool {
    let Template::Arn { service, .. } = template else {
        return false;
    };
    let code = field(arn, 1);
    if service == code || !are_one(catalog, service, code) {
        return false;
    }
    code.clone_into(service);
    true
}

/// Whether an ARN is of the service of some of these templates, under whatever code, and of a type that no operation of it is
/// known to be checked against, and that is no slip of one either: an earlier version of the service may have it. Of other
/// services, what of them is loaded says nothing here.
fn is_of_unlisted_type(catalog: &Catalog, templates: &[&Template], arn: &str) -> bool {
    let (code, relative_id) = (field(arn, 1), field(arn, 4));
    let kind = relative_id.split_once('/').map_or(relative_id, |(kind, _)| kind);
    let mut own: Vec<&String> = Vec::new();
    for template in templates {
        if let Template::Arn { service, .. } = template
            && !own.contains(&service)
            && are_one(catalog, service, code)
        {
            own.push(service);
        }
    }
    let of_service = catalog.templates.iter().filter(|template| match template {
        Template::Arn { service, .. } => own.contains(&service),
        Template::All => false,
    });
    let mut kinds = of_service.map(Template::resource_type).peekable();
    kinds.peek().is_some() && !kind.contains(['*', '?']) && similar(kind, kinds).is_empty()
}

fn never_met(effect: Effect, action: &str, templates: &[&Template], span: Span) -> (&'static Message, Diagnostic) {
    let needs_all = templates.iter().all(|template| **template == Template::All);
    let message = match effect {
        Effect::Deny => &messages::NEVER_DENIED,
        Effect::Allow if needs_all => &messages::NEEDS_ALL,
        Effect::Allow => &messages::NEVER_ALLOWED,
    };
    let diagnostic = Diagnostic::new(message, span).with(action);
    let code = field(action, 0);
    let is_own =
        |template: &&&Template| matches!(template, Template::Arn { service, .. } if service.eq_ignore_ascii_case(code));
    let first = templates.iter().find(is_own).or(templates.first());
    let first = first.map(ToString::to_string);
    (message, diagnostic.with(first.as_deref().unwrap_or("*")))
}
