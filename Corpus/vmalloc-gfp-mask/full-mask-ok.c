// run: kernel-version=4.4
/*
 * Allocations whose mask allows what the page tables do anyway.
 *
 * Further bits do not matter: zeroing, accounting, trying hard or giving up early.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 4, 0)

#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

static DEFINE_MUTEX(table_lock);
static void *table;

int table_setup_ok(size_t size)
{
	mutex_lock(&table_lock);
	table = __vmalloc(size, GFP_KERNEL | __GFP_HIGHMEM | __GFP_ZERO, PAGE_KERNEL);
	if (!table)
		table = __vmalloc(size / 2, GFP_USER | __GFP_NORETRY | __GFP_NOWARN, PAGE_KERNEL);
	mutex_unlock(&table_lock);
	return table ? 0 : -ENOMEM;
}

void *table_plain_ok(size_t size)
{
	return vzalloc(size);
}

/* Restricted masks are for what respects them. */
void *table_small_ok(size_t size)
{
	void *p = kmalloc(size, GFP_NOFS);

	if (!p)
		p = (void *)__get_free_pages(GFP_NOIO | __GFP_NOWARN, 2);
	return p;
}

/* Until 5.17 it goes to vmalloc only with a mask that has all bits. */
void *table_either_ok(size_t size)
{
	return kvmalloc(size, GFP_NOFS);
}
