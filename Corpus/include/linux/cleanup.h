#ifndef CORPUS_LINUX_CLEANUP_H
#define CORPUS_LINUX_CLEANUP_H

#include <linux/err.h>

/* Variables that let go of what they stand for at the end of their scope, as since 6.5. */
#define __cleanup(fn) __attribute__((__cleanup__(fn)))
#define ___PASTE(a, b) a##b
#define __PASTE(a, b) ___PASTE(a, b)
#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

#define DEFINE_CLASS(_name, _type, _exit, _init, _init_args...)                 \
	typedef _type class_##_name##_t;                                        \
	static inline void class_##_name##_destructor(_type *p)                 \
	{                                                                       \
		_type _T = *p;                                                  \
		_exit;                                                          \
	}                                                                       \
	static inline _type class_##_name##_constructor(_init_args)             \
	{                                                                       \
		_type t = _init;                                                \
		return t;                                                       \
	}

#define EXTEND_CLASS(_name, ext, _init, _init_args...)                          \
	typedef class_##_name##_t class_##_name##ext##_t;                       \
	static inline void class_##_name##ext##_destructor(class_##_name##_t *p) \
	{                                                                       \
		if (!IS_ERR(class_##_name##_lock_ptr(p)))                       \
			class_##_name##_destructor(p);                          \
	}                                                                       \
	static inline void *class_##_name##ext##_lock_ptr(class_##_name##_t *p) \
	{                                                                       \
		void *ptr = class_##_name##_lock_ptr(p);                        \
		if (IS_ERR(ptr))                                                \
			ptr = NULL;                                             \
		return ptr;                                                     \
	}                                                                       \
	static inline int class_##_name##ext##_lock_err(class_##_name##_t *p)   \
	{                                                                       \
		long rc = (long)class_##_name##_lock_ptr(p);                    \
		if (!rc)                                                        \
			rc = -EBUSY;                                            \
		if (!IS_ERR_VALUE(rc))                                          \
			rc = 0;                                                 \
		return rc;                                                      \
	}                                                                       \
	static inline class_##_name##_t class_##_name##ext##_constructor(_init_args) \
	{                                                                       \
		class_##_name##_t t = _init;                                    \
		return t;                                                       \
	}

#define CLASS(_name, var)                                                       \
	class_##_name##_t var __cleanup(class_##_name##_destructor) =           \
		class_##_name##_constructor

#define DEFINE_GUARD(_name, _type, _lock, _unlock)                              \
	DEFINE_CLASS(_name, _type, if (_T) { _unlock; }, ({ _lock; _T; }), _type _T) \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)     \
	{                                                                       \
		return (void *)*_T;                                             \
	}

/* Guards that may fail: since 6.7 of what is not null when it is held, since 6.17 also of what is 0. */
#define DEFINE_GUARD_COND(_name, _ext, _lock, _cond...) \
	__GUARD_COND_PICK(_, ##_cond, __GUARD_COND_4, __GUARD_COND_3)(_name, _ext, _lock, ##_cond)
#define __GUARD_COND_PICK(_0, _1, name, ...) name
#define __GUARD_COND_3(_name, _ext, _lock)                                      \
	EXTEND_CLASS(_name, _ext, ({                                            \
		void *_t = _T;                                                  \
		if (_T && !(_lock))                                             \
			_t = NULL;                                              \
		_t;                                                             \
	}), class_##_name##_t _T)
#define __GUARD_COND_4(_name, _ext, _lock, _cond)                               \
	EXTEND_CLASS(_name, _ext, ({                                            \
		void *_t = _T;                                                  \
		int _RET = (_lock);                                             \
		if (_T && !(_cond))                                             \
			_t = ERR_PTR(_RET);                                     \
		_t;                                                             \
	}), class_##_name##_t _T)

/* The record of a guard, and what it may have to remember besides the lock: the interrupt flags. */
#define DEFINE_LOCK_GUARD_RECORD(_name, _type, _unlock, _members...)            \
	typedef struct {                                                        \
		_type *lock;                                                    \
		_members;                                                       \
	} class_##_name##_t;                                                    \
	static inline void class_##_name##_destructor(class_##_name##_t *_T)    \
	{                                                                       \
		if (_T->lock) {                                                 \
			_unlock;                                                \
		}                                                               \
	}                                                                       \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)     \
	{                                                                       \
		return (void *)_T->lock;                                        \
	}

#define DEFINE_LOCK_GUARD_1(_name, _type, _lock, _unlock, _members...)          \
	DEFINE_LOCK_GUARD_RECORD(_name, _type, _unlock, _members)               \
	static inline class_##_name##_t class_##_name##_constructor(_type *l)   \
	{                                                                       \
		class_##_name##_t _t = { .lock = l }, *_T = &_t;                \
		_lock;                                                          \
		return _t;                                                      \
	}

#define DEFINE_LOCK_GUARD_0(_name, _lock, _unlock)                              \
	DEFINE_LOCK_GUARD_RECORD(_name, void, _unlock)                          \
	static inline class_##_name##_t class_##_name##_constructor(void)       \
	{                                                                       \
		class_##_name##_t _t = { .lock = (void *)1 };                   \
		_lock;                                                          \
		return _t;                                                      \
	}

#define guard(_name) CLASS(_name, __UNIQUE_ID(guard))
#define scoped_guard(_name, args...)                                            \
	for (CLASS(_name, scope)(args), *done = NULL;                           \
	     class_##_name##_lock_ptr(&scope) && !done; done = (void *)1)

#define scoped_cond_guard(_name, _fail, args...)                                \
	for (CLASS(_name, scope)(args), *done = NULL; !done; done = (void *)1)  \
		if (!class_##_name##_lock_ptr(&scope))                          \
			_fail;                                                  \
		else
/* Since 6.17. */
#define ACQUIRE(_name, _var) CLASS(_name, _var)
#define ACQUIRE_ERR(_name, _var) class_##_name##_lock_err(_var)

#define DEFINE_FREE(_name, _type, _free)                \
	static inline void __free_##_name(void *p)      \
	{                                               \
		_type _T = *(_type *)p;                 \
		_free;                                  \
	}
#define __free(_name) __cleanup(__free_##_name)

#define no_free_ptr(p)                          \
	({                                      \
		__typeof__(p) __kept = (p);     \
		(p) = NULL;                     \
		__kept;                         \
	})
#define return_ptr(p) return no_free_ptr(p)
#define retain_and_null_ptr(p) ((void)no_free_ptr(p))

#endif
