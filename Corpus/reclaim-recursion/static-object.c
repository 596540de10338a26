// run: kernel-version=6.1
/*
 * The shrinker takes the lock of the tree that the kernel has for itself from the start; the one that is
 * held over the allocation is that of a tree which somebody has made.
 */

#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

struct tree {
	struct mutex lock;
	unsigned long nodes;
};

static struct tree kernel_tree;

static unsigned long tree_scan(struct shrinker *shrinker, struct shrink_control *control)
{
	mutex_lock(&kernel_tree.lock);
	kernel_tree.nodes = 0;
	mutex_unlock(&kernel_tree.lock);
	return 1;
}

static struct shrinker tree_shrinker = {
	.scan_objects = tree_scan,
};

int tree_start(void)
{
	mutex_init(&kernel_tree.lock);
	return register_shrinker(&tree_shrinker, "trees");
}

void *tree_add_ok(struct tree *tree)
{
	void *node;

	mutex_lock(&tree->lock);
	node = kmalloc(64, GFP_KERNEL);
	tree->nodes++;
	mutex_unlock(&tree->lock);
	return node;
}

void *kernel_tree_add_bad(void)
{
	void *node;

	mutex_lock(&kernel_tree.lock);
	node = kmalloc(64, GFP_KERNEL); // expect: reclaim-recursion confirmed
	kernel_tree.nodes++;
	mutex_unlock(&kernel_tree.lock);
	return node;
}
