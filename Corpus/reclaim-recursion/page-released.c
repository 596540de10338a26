// run: kernel-version=6.1
/*
 * Before reclaim takes a page away, the file system is asked whether it may, under the lock of the inode's extents.
 * Who adds an extent allocates it with that lock held. With GFP_NOFS, file systems are not asked.
 */

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct extent {
	struct list_head list;
	unsigned long start;
};

struct loud_inode {
	struct inode inode;
	struct mutex lock;
	struct list_head extents;
};

struct careful_inode {
	struct inode inode;
	struct mutex lock;
	struct list_head extents;
};

static bool loud_release(struct folio *folio, gfp_t gfp)
{
	struct loud_inode *i = container_of(folio->mapping->host, struct loud_inode, inode);
	bool may;

	mutex_lock(&i->lock);
	may = list_empty(&i->extents);
	mutex_unlock(&i->lock);
	return may;
}

static const struct address_space_operations loud_aops = { .release_folio = loud_release };

int loud_reserve_bad(struct loud_inode *i)
{
	struct extent *e;

	i->inode.i_mapping->a_ops = &loud_aops;
	mutex_lock(&i->lock);
	e = kmalloc(sizeof(*e), GFP_KERNEL); // expect: reclaim-recursion confirmed
	if (e)
		list_add(&e->list, &i->extents);
	mutex_unlock(&i->lock);
	return e ? 0 : -ENOMEM;
}

static bool careful_release(struct folio *folio, gfp_t gfp)
{
	struct careful_inode *i = container_of(folio->mapping->host, struct careful_inode, inode);
	bool may;

	mutex_lock(&i->lock);
	may = list_empty(&i->extents);
	mutex_unlock(&i->lock);
	return may;
}

static const struct address_space_operations careful_aops = { .release_folio = careful_release };

int careful_reserve_ok(struct careful_inode *i)
{
	struct extent *e;

	i->inode.i_mapping->a_ops = &careful_aops;
	mutex_lock(&i->lock);
	e = kmalloc(sizeof(*e), GFP_NOFS);
	if (e)
		list_add(&e->list, &i->extents);
	mutex_unlock(&i->lock);
	return e ? 0 : -ENOMEM;
}
