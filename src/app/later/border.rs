//! The border between the files of the program, as the tool that splits them wants it. All of them share one memory and
//! one table of functions, so that references and plain functions cross it.

#[cfg(not(feature = "split"))]
mod joined {
    use crate::app::later::{PANELS, Panels, Part, READING, Reading};

    impl Part for Reading {
        fn load(done: impl FnOnce(Option<&'static Self>) + 'static) {
            done(Some(&READING));
        }
    }

    impl Part for Panels {
        fn load(done: impl FnOnce(Option<&'static Self>) + 'static) {
            done(Some(&PANELS));
        }
    }
}

#[cfg(feature = "split")]
#[expect(
    unsafe_code,
    improper_ctypes,
    reason = "the border is as the tool wants it, and has Rust on both sides"
)]
mod split {
    use std::cell::RefCell;
    use std::ffi::c_void;

    use crate::app::later::{PANELS, Panels, Part, READING, Reading};

    /// Told whether a part is there.
    type Done = Box<dyn FnOnce(bool)>;
    type Arrived = extern "C" fn(*const c_void, bool);

    thread_local! {
        static READING_WAITS: RefCell<Vec<Done>> = const { RefCell::new(Vec::new()) };
        static PANELS_WAIT: RefCell<Vec<Done>> = const { RefCell::new(Vec::new()) };
    }

    // The tool knows a part by the name between the zeros, and the two sides of a function by its number.
    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        #[link_name = "__wasm_split_load_reading"]
        safe fn fetch_reading(arrived: Arrived, data: *const c_void);
        #[link_name = "__wasm_split_load_panels"]
        safe fn fetch_panels(arrived: Arrived, data: *const c_void);
        #[link_name = "__wasm_split_00reading00_import_00000000000000000000000000000001"]
        fn reading() -> &'static Reading;
        #[link_name = "__wasm_split_00panels00_import_00000000000000000000000000000002"]
        fn panels() -> &'static Panels;
    }

    #[unsafe(export_name = "__wasm_split_00reading00_export_00000000000000000000000000000001")]
    extern "C" fn reading_there() -> &'static Reading {
        &READING
    }

    #[unsafe(export_name = "__wasm_split_00panels00_export_00000000000000000000000000000002")]
    extern "C" fn panels_there() -> &'static Panels {
        &PANELS
    }

    impl Part for Reading {
        fn load(done: impl FnOnce(Option<&'static Self>) + 'static) {
            // SAFETY: the file is there, so its functions are in the table.
            let done = move |is_there: bool| done(is_there.then(|| unsafe { reading() }));
            READING_WAITS.with_borrow_mut(|waiting| waiting.push(Box::new(done)));
            fetch_reading(reading_arrived, std::ptr::null());
        }
    }

    impl Part for Panels {
        fn load(done: impl FnOnce(Option<&'static Self>) + 'static) {
            // SAFETY: the file is there, so its functions are in the table.
            let done = move |is_there: bool| done(is_there.then(|| unsafe { panels() }));
            PANELS_WAIT.with_borrow_mut(|waiting| waiting.push(Box::new(done)));
            fetch_panels(panels_arrived, std::ptr::null());
        }
    }

    extern "C" fn reading_arrived(_: *const c_void, is_there: bool) {
        READING_WAITS.take().into_iter().for_each(|done| done(is_there));
    }

    extern "C" fn panels_arrived(_: *const c_void, is_there: bool) {
        PANELS_WAIT.take().into_iter().for_each(|done| done(is_there));
    }
}
