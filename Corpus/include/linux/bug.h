#ifndef CORPUS_LINUX_BUG_H
#define CORPUS_LINUX_BUG_H

#include <linux/compiler.h>

__printf(1, 2) void panic(const char *fmt, ...) __noreturn;
void __warn_printk(const char *fmt, ...);

#define BUG() panic("BUG at %s:%d", __FILE__, __LINE__)
#define BUG_ON(condition)                       \
	do {                                    \
		if (unlikely(condition))        \
			BUG();                  \
	} while (0)
/* The trap's entry in the table says that it only warns. */
#define __WARN()                                                        \
	do {                                                            \
		__warn_printk("%s:%d", __FILE__, __LINE__);             \
		asm volatile("1:\tud2\n"                                \
			     ".pushsection __bug_table,\"aw\"\n"       \
			     "\t.long 1b - .\n"                         \
			     ".popsection");                            \
	} while (0)
#define WARN_ON(condition)                                              \
	({                                                              \
		int __ret_warn_on = !!(condition);                      \
		if (unlikely(__ret_warn_on))                            \
			__WARN();                                       \
		unlikely(__ret_warn_on);                                \
	})
#define WARN_ON_ONCE(condition) WARN_ON(condition)
#define BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))

#endif
