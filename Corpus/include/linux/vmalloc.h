#ifndef CORPUS_LINUX_VMALLOC_H
#define CORPUS_LINUX_VMALLOC_H

#include <linux/gfp.h>

void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_node(unsigned long size, int node);
void *vmalloc_user(unsigned long size);
void *vmalloc_32(unsigned long size);

/* With the protection as third parameter until 5.7. */
void *__vmalloc();

#define VM_MAP 0x04ul
void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot);
void vunmap(const void *addr);
/* With the protection as fourth parameter until 5.7. */
void *vm_map_ram();
void vm_unmap_ram(const void *mem, unsigned int count);

void vfree(const void *addr);
bool is_vmalloc_addr(const void *addr);

#endif
