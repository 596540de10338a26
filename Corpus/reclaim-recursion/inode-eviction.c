// run: kernel-version=6.1
/*
 * Reclaim evicts an unused inode, whose blocks go back to the map of its file system: that takes the map's
 * lock. Who allocates with the map's lock held must keep out of file systems; the lock of a file's own
 * blocks is that of another file than the evicted one, which nobody has any more. The cache of entries is
 * only asked by allocations that may call into file systems.
 */

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/slab.h>

struct block_map {
	struct mutex lock;
	unsigned long free;
	void *summary;
};

struct plain_inode {
	struct rw_semaphore blocks_sem;
	unsigned long blocks;
	void *extents;
	struct inode vfs_inode;
};

static inline struct plain_inode *plain_i(struct inode *inode)
{
	return container_of(inode, struct plain_inode, vfs_inode);
}

static void blocks_free(struct block_map *map, unsigned long count)
{
	mutex_lock(&map->lock);
	map->free += count;
	mutex_unlock(&map->lock);
}

static void plain_truncate(struct inode *inode)
{
	struct plain_inode *plain = plain_i(inode);
	unsigned long count;

	down_write(&plain->blocks_sem);
	count = plain->blocks;
	plain->blocks = 0;
	up_write(&plain->blocks_sem);
	blocks_free(inode->i_sb->s_fs_info, count);
}

static void plain_evict_inode(struct inode *inode)
{
	plain_truncate(inode);
}

static const struct super_operations plain_super_ops = {
	.evict_inode = plain_evict_inode,
};

void plain_fill_super(struct super_block *sb)
{
	sb->s_op = &plain_super_ops;
}

int plain_summarize_bad(struct super_block *sb)
{
	struct block_map *map = sb->s_fs_info;

	mutex_lock(&map->lock);
	map->summary = kzalloc(4096, GFP_KERNEL); // expect: reclaim-recursion confirmed
	mutex_unlock(&map->lock);
	return map->summary ? 0 : -ENOMEM;
}

int plain_summarize_ok(struct super_block *sb)
{
	struct block_map *map = sb->s_fs_info;

	mutex_lock(&map->lock);
	map->summary = kzalloc(4096, GFP_NOFS);
	mutex_unlock(&map->lock);
	return map->summary ? 0 : -ENOMEM;
}

int plain_extend_ok(struct inode *inode)
{
	struct plain_inode *plain = plain_i(inode);

	down_write(&plain->blocks_sem);
	plain->extents = kzalloc(512, GFP_KERNEL);
	plain->blocks += 8;
	up_write(&plain->blocks_sem);
	return plain->extents ? 0 : -ENOMEM;
}
