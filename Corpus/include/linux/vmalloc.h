#ifndef CORPUS_LINUX_VMALLOC_H
#define CORPUS_LINUX_VMALLOC_H

#include <linux/gfp.h>

void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_node(unsigned long size, int node);
void *vmalloc_user(unsigned long size);
void *vmalloc_32(unsigned long size);

/* The protection went away in 5.8. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
void *__vmalloc(unsigned long size, gfp_t gfp_mask, pgprot_t prot);
#else
void *__vmalloc(unsigned long size, gfp_t gfp_mask);
#endif

void vfree(const void *addr);
bool is_vmalloc_addr(const void *addr);

#endif
