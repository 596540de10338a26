// run: kernel-version=6.1
/*
 * The shrinker throws whole files out of memory. The lock of such a file's pages is nobody's any more; it
 * is that of another file which is held over the allocation.
 */

#include <linux/fs.h>
#include <linux/rwsem.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

struct pages {
	struct rw_semaphore sem;
	struct address_space mapping;
	void *table;
};

void truncate_inode_pages_final(struct address_space *mapping)
{
	struct pages *pages = container_of(mapping, struct pages, mapping);

	down_write(&pages->sem);
	pages->table = NULL;
	up_write(&pages->sem);
}

static struct pages *oldest;

static unsigned long pages_scan(struct shrinker *shrinker, struct shrink_control *control)
{
	truncate_inode_pages_final(&oldest->mapping);
	return 1;
}

static struct shrinker pages_shrinker = {
	.scan_objects = pages_scan,
};

int pages_start(void)
{
	return register_shrinker(&pages_shrinker, "pages");
}

int pages_map_ok(struct pages *pages)
{
	down_write(&pages->sem);
	pages->table = kmalloc(64, GFP_KERNEL);
	up_write(&pages->sem);
	return 0;
}
