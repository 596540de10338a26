// run: kernel-version=6.1
/*
 * Small tables are parts of a page, and the page of this one is small itself: it is asked for under the mutex which that
 * needs.
 */

#include <linux/mutex.h>
#include <linux/slab.h>

#define PAGE 4096

struct tables {
	struct mutex lock;
	void *page;
};

static void *table_alloc(struct tables *tables, unsigned int size);

static void *part_alloc(struct tables *tables, unsigned int size)
{
	if (!tables->page)
		tables->page = table_alloc(tables, PAGE / 2);
	return tables->page + size;
}

static void *table_alloc(struct tables *tables, unsigned int size)
{
	void *table;

	if (size < PAGE) {
		mutex_lock(&tables->lock);
		table = part_alloc(tables, size); // expect: self-deadlock confirmed
		mutex_unlock(&tables->lock);
		return table;
	}
	return kmalloc(size, GFP_KERNEL);
}

void *tables_start_bad(struct tables *tables)
{
	return table_alloc(tables, 64);
}
