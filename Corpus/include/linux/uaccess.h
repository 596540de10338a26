#ifndef CORPUS_LINUX_UACCESS_H
#define CORPUS_LINUX_UACCESS_H

#include <linux/types.h>

unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);

void pagefault_disable(void);
void pagefault_enable(void);

#endif
