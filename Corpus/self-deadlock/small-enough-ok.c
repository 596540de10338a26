// run: kernel-version=6.1
/*
 * Small tables are parts of a page, and the page is a table too: one that is no longer small, which takes another way
 * than the one under the mutex.
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
		tables->page = table_alloc(tables, PAGE);
	return tables->page + size;
}

static void *table_alloc(struct tables *tables, unsigned int size)
{
	void *table;

	if (size < PAGE) {
		mutex_lock(&tables->lock);
		table = part_alloc(tables, size);
		mutex_unlock(&tables->lock);
		return table;
	}
	return kmalloc(size, GFP_KERNEL);
}

void *tables_start_ok(struct tables *tables)
{
	return table_alloc(tables, 64);
}
