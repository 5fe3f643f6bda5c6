#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
use super::*;

fn variable(name: &str) -> Piece {
    Piece::Variable {
        name: name.to_owned(),
        path: false,
    }
}

#[test]
fn fields_and_pieces() {
    let template = Template::parse("acs:ots:{#regionId}:$accountid:instance/{#instance-name}/table/{key*}").unwrap();
    let Template::Arn {
        service,
        region,
        account,
        relative_id,
    } = &template
    else {
        panic!("an ARN");
    };
    assert_eq!(service, "ots");
    assert_eq!(*region, Field::Variable("regionId".to_owned()));
    assert_eq!(*account, Field::Variable("accountid".to_owned()));
    assert_eq!(
        relative_id.as_slice(),
        [
            Piece::Literal("instance/".to_owned()),
            variable("instance-name"),
            Piece::Literal("/table/".to_owned()),
            Piece::Variable {
                name: "key".to_owned(),
                path: true
            },
        ]
    );
    assert_eq!(template.variables(), ["regionId", "accountid", "instance-name", "key"]);
    assert_eq!(template.resource_type(), "instance");
}

#[test]
fn literal_region_and_account() {
    for (text, region, account) in [
        ("acs:ram:*:$accountid:user/$name", "*", "$accountid"),
        ("acs:ram::$accountid:user/$name", "", "$accountid"),
        ("acs:ram:*:system:policy/*", "*", "system"),
    ] {
        let Template::Arn {
            region: r, account: a, ..
        } = Template::parse(text).unwrap()
        else {
            panic!("an ARN");
        };
        assert_eq!(
            (r.to_string().as_str(), a.to_string().as_str()),
            (region, account),
            "{text}"
        );
    }
}

#[test]
fn a_star_is_literal_and_the_lone_star_is_all() {
    assert_eq!(Template::parse("*"), Ok(Template::All));
    assert_eq!(Template::All.resource_type(), "*");
    assert!(Template::All.variables().is_empty());
    let Template::Arn { relative_id, .. } = Template::parse("acs:apigateway:$r:$a:apigroup/*").unwrap() else {
        panic!("an ARN");
    };
    assert_eq!(relative_id, [Piece::Literal("apigroup/*".to_owned())]);
}

#[test]
fn a_relative_id_keeps_its_colons() {
    let template = Template::parse("acs:mq:$r:$a:topic:$name").unwrap();
    assert_eq!(template.to_string(), "acs:mq:$r:$a:topic:$name");
    assert_eq!(template.variables(), ["r", "a", "name"]);
}

#[test]
fn what_is_written_reads_as_the_same() {
    for (text, written) in [
        ("*", "*"),
        ("acs:a:{#r}:{a}:t/{#id}", "acs:a:$r:$a:t/$id"),
        ("acs:a:{#region-id}:$a:t/{#a.b}", "acs:a:{#region-id}:$a:t/{#a.b}"),
        ("acs:a:$r:$a:t/{#id}s", "acs:a:$r:$a:t/{#id}s"),
        ("acs:a:$r:$a:t/{#id}-s", "acs:a:$r:$a:t/$id-s"),
        ("acs:a:$r:$a:$b$c/{d*}", "acs:a:$r:$a:$b$c/{d*}"),
        ("acs:a::*:t", "acs:a::*:t"),
    ] {
        let template = Template::parse(text).unwrap();
        assert_eq!(template.to_string(), written);
        assert_eq!(Template::parse(written), Ok(template), "{written}");
    }
}

#[test]
fn what_is_no_template() {
    use TemplateError::*;
    for (text, error) in [
        ("", Prefix),
        ("arn:a:$r:$a:t", Prefix),
        (" acs:a:$r:$a:t", Prefix),
        ("acs:", Fields(2)),
        ("acs:gpdb:{#regionId}:", Fields(4)),
        ("acs::$r:$a:t", Service),
        ("acs:$s:$r:$a:t", Service),
        ("acs:*:$r:$a:t", Service),
        ("acs:Ecs:$r:$a:t", Service),
        ("acs:a:$r:$a:", RelativeId),
        ("acs:a:cn-$r:$a:t", MixedField("cn-$r".to_owned())),
        ("acs:a:{r*}:$a:t", MixedField("{r*}".to_owned())),
        ("acs:a:$r:$:t", Variable("$".to_owned())),
        ("acs:a:$r:${a}:t", Variable("${a}".to_owned())),
        ("acs:a:$r:$a:t/{", Variable("{".to_owned())),
        ("acs:a:$r:$a:t/{#id", Variable("{#id".to_owned())),
        ("acs:a:$r:$a:t/{}", Variable("{}".to_owned())),
        ("acs:a:$r:$a:t/{#}", Variable("{#}".to_owned())),
        ("acs:a:$r:$a:t/{a b}", Variable("{a b}".to_owned())),
        ("acs:slb:%s:%s:certificate/*", Text("%s".to_owned())),
        ("acs:log:$r:$a:project/**NAME**", Text("project/**NAME**".to_owned())),
        ("acs:a:$r:$a:t/<id>", Text("t/<id>".to_owned())),
        ("acs:a:$r:$a:t/$id。", Text("。".to_owned())),
        ("acs:a:$r:$a:t/ $id", Text("t/ ".to_owned())),
        ("acs:a:$r:$a:t/$id}", Text("}".to_owned())),
    ] {
        assert_eq!(Template::parse(text), Err(error), "{text}");
    }
}
