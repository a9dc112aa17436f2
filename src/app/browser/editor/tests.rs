use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::wasm_bindgen::JsCast;
use web_sys::window;

use super::*;

fn mounted(text: &str, events: Events) -> Editor {
    let document = window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&element).unwrap();
    Editor::mount_in(
        &element.unchecked_into(),
        events,
        &Options { text, label: "Dockerfile", ..Options::default() },
    )
}

fn counted() -> (Rc<Cell<u32>>, Callback<()>) {
    let count = Rc::new(Cell::new(0));
    let counter = Rc::clone(&count);
    (count, Callback::from(move |()| counter.set(counter.get() + 1)))
}

#[wasm_bindgen_test]
fn the_text_is_kept_byte_for_byte() {
    for text in ["", "FROM a\n", "FROM a\r\nRUN é\r\n", "a\r\nb\n", "a\rb\0\u{feff}😀\n"] {
        let editor = mounted(text, Events::default());
        assert_eq!(&*editor.text(), text);
        editor.set_text("x");
        editor.set_text(text);
        assert_eq!(&*editor.text(), text);
    }
}

#[wasm_bindgen_test]
fn edits_are_one_step_and_reported_and_a_new_text_is_not() {
    let (count, changed) = counted();
    let editor = mounted("a\r\né😀b\r\n", Events { changed, ..Events::default() });
    editor.apply(&[Edit::replace(Span::new(0, 1), "xy"), Edit::insert(9, "!\r\n")]);
    assert_eq!(&*editor.text(), "xy\r\né😀!\r\nb\r\n");
    assert_eq!(count.get(), 1);
    assert!(editor.undo());
    assert_eq!(&*editor.text(), "a\r\né😀b\r\n");
    assert!(editor.redo());
    editor.set_text("z\r\n");
    assert_eq!(count.get(), 3);
    assert!(editor.undo());
    assert_eq!(&*editor.text(), "xy\r\né😀!\r\nb\r\n");
}

struct Far;

impl More for Far {
    fn colours(&self, _: Span) -> Rc<[(Span, u32)]> {
        [(Span::new(0, 2), 99), (Span::new(3, 900), 0), (Span::new(700, 900), 1)].into()
    }

    fn words(&self, index: u32) -> Option<Words> {
        let words = Words { message: "m".into(), rule: "r".into(), is_fixable: true };
        (index == 0).then_some(words)
    }
}

#[wasm_bindgen_test]
fn places_outside_of_the_text_do_no_harm() {
    let editor = mounted("FROM a\n", Events::default());
    let far = Span::new(3, 900);
    editor.show(Shown {
        folds: &[far, Span::new(0, 0)],
        stages: &mut [StageLines { first: 0, last: 90, hue: 12 }].into_iter(),
        diagnostics: &mut [(far, 0), (Span::empty(7), 3), (far, 99)].into_iter(),
        more: Rc::new(Far),
    });
    let mark = |at, status| StepMark { at, status, words: "why".into() };
    editor.set_rebuilds(&[mark(0, 1), mark(900, 99)]);
    editor.set_rebuilds(&[]);
    editor.highlight(Some(far));
    editor.highlight(None);
    editor.select(far, true, true);
    editor.apply(&[Edit::delete(Span::new(2, 900))]);
    assert_eq!(&*editor.text(), "FR");
}

#[wasm_bindgen_test]
fn handlers_speak_bytes() {
    let asked = Rc::new(Cell::new(0));
    let heard = Rc::clone(&asked);
    let complete = Callback::from(move |(offset, _)| {
        heard.set(offset);
        let options = vec![Completion { label: "base".into(), kind: "stage", ..Completion::default() }];
        Some(Completions { from: offset - 1, options })
    });
    let explain = Callback::from(|_| None);
    let held = Rc::new(Held::new("é\r\n😀x\r\n"));
    let handlers = Handlers::new(&held, Events { complete, explain, ..Events::default() });
    let call = |name: &str, offset: u32| -> JsValue {
        let handler = js_sys::Reflect::get(&handlers.given(), &name.into()).unwrap();
        handler
            .unchecked_into::<js_sys::Function>()
            .call2(&JsValue::NULL, &offset.into(), &true.into())
            .unwrap()
    };
    let given = call("complete", 5);
    assert_eq!(asked.get(), 9);
    assert_eq!(js_sys::Reflect::get(&given, &"from".into()).unwrap(), 4);
    assert!(call("explain", 0).is_null());
}
