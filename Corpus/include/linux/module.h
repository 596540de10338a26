#ifndef CORPUS_LINUX_MODULE_H
#define CORPUS_LINUX_MODULE_H

#include <linux/err.h>
#include <linux/list.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/stat.h>

struct module;
#define THIS_MODULE ((struct module *)0)

#define module_init(initfn)                                                     \
	static inline initcall_t __maybe_unused __inittest(void)                \
	{                                                                       \
		return initfn;                                                  \
	}                                                                       \
	int init_module(void) __attribute__((alias(#initfn)))
#define module_exit(exitfn)                                                     \
	static inline exitcall_t __maybe_unused __exittest(void)                \
	{                                                                       \
		return exitfn;                                                  \
	}                                                                       \
	void cleanup_module(void) __attribute__((alias(#exitfn)))

/* A module that does no more than register one thing while it is there. */
#define module_driver_of(object, register, unregister)  \
	static int __init object##_init(void)           \
	{                                               \
		return register(&object);               \
	}                                               \
	module_init(object##_init);                     \
	static void __exit object##_exit(void)          \
	{                                               \
		unregister(&object);                    \
	}                                               \
	module_exit(object##_exit)

#define EXPORT_SYMBOL(sym) extern __typeof__(sym) sym
#define EXPORT_SYMBOL_GPL(sym) extern __typeof__(sym) sym
#define EXPORT_SYMBOL_NS_GPL(sym, ns) extern __typeof__(sym) sym
#define MODULE_AUTHOR(a) struct module
#define MODULE_ALIAS(a) struct module
#define MODULE_VERSION(v) struct module
#define MODULE_DEVICE_TABLE(type, name) struct module
#define MODULE_LICENSE(l) struct module
#define MODULE_DESCRIPTION(d) struct module
#define MODULE_PARM_DESC(n, d) struct module
#define module_param_named(name, value, type, perm) extern __typeof__(value) value
#define module_param(name, type, perm) extern __typeof__(name) name

#endif
