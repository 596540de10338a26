#ifndef CORPUS_LINUX_HIGHMEM_H
#define CORPUS_LINUX_HIGHMEM_H

#include <linux/mm.h>
#include <linux/uaccess.h>

enum km_type {
	KM_USER0,
	KM_USER1,
	KM_BIO_SRC_IRQ,
	KM_IRQ0,
	KM_IRQ1,
	KM_SOFTIRQ0,
};

void *kmap(struct page *page);
void kunmap(struct page *page);
void *kmap_local_page(struct page *page);
void kunmap_local(const void *addr);
/* With a slot as last parameter until 3.6. */
void *kmap_atomic();
void kunmap_atomic();
void clear_highpage(struct page *page);

#endif
