#ifndef CORPUS_LINUX_CLEANUP_H
#define CORPUS_LINUX_CLEANUP_H

#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/slab.h>

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

#define CLASS(_name, var)                                                       \
	class_##_name##_t var __cleanup(class_##_name##_destructor) =           \
		class_##_name##_constructor

#define DEFINE_GUARD(_name, _type, _lock, _unlock)                              \
	DEFINE_CLASS(_name, _type, if (_T) { _unlock; }, ({ _lock; _T; }), _type _T) \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)     \
	{                                                                       \
		return (void *)*_T;                                             \
	}

#define DEFINE_LOCK_GUARD_0(_name, _lock, _unlock)                              \
	typedef struct {                                                        \
		void *lock;                                                     \
	} class_##_name##_t;                                                    \
	static inline void class_##_name##_destructor(class_##_name##_t *_T)    \
	{                                                                       \
		if (_T->lock) {                                                 \
			_unlock;                                                \
		}                                                               \
	}                                                                       \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)     \
	{                                                                       \
		return _T->lock;                                                \
	}                                                                       \
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

#define DEFINE_FREE(_name, _type, _free)                \
	static inline void __free_##_name(void *p)      \
	{                                               \
		_type _T = *(_type *)p;                 \
		_free;                                  \
	}
#define __free(_name) __cleanup(__free_##_name)

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))
DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())
DEFINE_FREE(kfree, void *, if (_T) kfree(_T))

#endif
