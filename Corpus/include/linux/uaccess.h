#ifndef CORPUS_LINUX_UACCESS_H
#define CORPUS_LINUX_UACCESS_H

#include <linux/types.h>

unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);

#define get_user(x, ptr) ((x) = *(ptr), copy_from_user(&(x), ptr, sizeof(x)))
#define put_user(x, ptr) ((void)(x), copy_to_user(ptr, ptr, sizeof(*(ptr))))

void pagefault_disable(void);
void pagefault_enable(void);

#endif
