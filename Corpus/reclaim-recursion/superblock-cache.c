// run: kernel-version=6.1
/*
 * The cache of a superblock is left alone by allocations that keep out of file systems: the kernel asks before it
 * calls the file system's method, which need not ask again.
 */

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct node_cache {
	struct mutex lock;
	long count;
};

static long tree_count(struct super_block *sb, struct shrink_control *control)
{
	struct node_cache *cache = sb->s_fs_info;

	return cache->count;
}

static long tree_shrink(struct super_block *sb, struct shrink_control *control)
{
	struct node_cache *cache = sb->s_fs_info;

	mutex_lock(&cache->lock);
	cache->count = 0;
	mutex_unlock(&cache->lock);
	return 1;
}

static const struct super_operations tree_super_ops = {
	.nr_cached_objects = tree_count,
	.free_cached_objects = tree_shrink,
};

void tree_fill_super(struct super_block *sb)
{
	sb->s_op = &tree_super_ops;
}

void *tree_add_ok(struct super_block *sb)
{
	struct node_cache *cache = sb->s_fs_info;
	void *node;

	mutex_lock(&cache->lock);
	node = kmalloc(64, GFP_NOFS);
	cache->count++;
	mutex_unlock(&cache->lock);
	return node;
}

void *tree_copy_bad(struct super_block *sb)
{
	struct node_cache *cache = sb->s_fs_info;
	void *node;

	mutex_lock(&cache->lock);
	node = kmalloc(64, GFP_KERNEL); // expect: reclaim-recursion confirmed
	cache->count++;
	mutex_unlock(&cache->lock);
	return node;
}
