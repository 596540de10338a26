// run: kernel-version=6.1
/*
 * Memory is taken from the blocks that there are before there is an allocator. That makes a larger list of them by
 * the allocator once there is one, which nobody who takes a block gets to.
 */

#include <linux/slab.h>
#include <linux/spinlock.h>

struct blocks {
	void *list;
	int room;
};

static struct blocks blocks;
static int allocator_works;

static void *blocks_grow(void)
{
	blocks.list = allocator_works ? kmalloc(4096, GFP_KERNEL) : blocks.list;
	return blocks.list;
}

void *memblock_alloc_try_nid(unsigned long size, unsigned long align, unsigned long low,
			     unsigned long high, int node)
{
	return blocks.room ? blocks.list : blocks_grow();
}

static DEFINE_SPINLOCK(table_lock);

void *table_entry_ok(void)
{
	void *page;

	spin_lock(&table_lock);
	page = allocator_works ? kmalloc(4096, GFP_ATOMIC) :
				 memblock_alloc_try_nid(4096, 4096, 0, 0, -1);
	spin_unlock(&table_lock);
	return page;
}
