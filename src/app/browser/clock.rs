//! Time: reading it, waiting for it, and the next frame.

use gloo::render::AnimationFrame;
use gloo::timers::callback::Timeout;
use web_sys::window;

/// The time in milliseconds since the page was opened; 0 where the browser does not tell.
pub fn now_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Something that will happen; dropping it stops that.
#[must_use]
#[derive(Debug)]
pub struct Pending(#[expect(dead_code, reason = "held for its drop")] Waiting);

#[expect(dead_code, reason = "held for their drop")]
#[derive(Debug)]
enum Waiting {
    Timeout(Timeout),
    Frame(AnimationFrame),
}

/// Calls `then` once after `delay_ms`.
pub fn after(delay_ms: u32, then: impl FnOnce() + 'static) -> Pending {
    Pending(Waiting::Timeout(Timeout::new(delay_ms, then)))
}

/// Calls `then` once before the next frame is drawn. In a hidden tab that is when the tab is shown again.
pub fn next_frame(then: impl FnOnce() + 'static) -> Pending {
    Pending(Waiting::Frame(gloo::render::request_animation_frame(move |_| then())))
}

/// Lets the browser do other things, which a long test does not.
#[cfg(test)]
pub async fn breathe() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        after(0, move || {
            let _ = resolve.call0(&web_sys::wasm_bindgen::JsValue::NULL);
        })
        .forget();
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

#[cfg(test)]
impl Pending {
    fn forget(self) {
        std::mem::forget(self);
    }
}
