#ifndef CORPUS_LINUX_MODULE_H
#define CORPUS_LINUX_MODULE_H

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

#define EXPORT_SYMBOL(sym) extern __typeof__(sym) sym
#define EXPORT_SYMBOL_GPL(sym) extern __typeof__(sym) sym
#define MODULE_LICENSE(l) struct module
#define MODULE_DESCRIPTION(d) struct module
#define MODULE_PARM_DESC(n, d) struct module
#define module_param_named(name, value, type, perm) extern __typeof__(value) value
#define module_param(name, type, perm) extern __typeof__(name) name

#endif
