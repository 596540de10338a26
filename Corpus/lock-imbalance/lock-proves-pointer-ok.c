// run: kernel-version=6.1
/*
 * A tree that only some regions belong to. A pointer to it is null or not, and a lock in it is taken where it
 * is not: who tests the pointer later asks whether he has the lock.
 */

#include <linux/mutex.h>
#include <linux/spinlock.h>

struct tree {
	struct mutex lock;
	int entries;
};

struct file {
	struct tree *tree;
};

struct region {
	struct file *file;
	struct tree *tree;
};

static void tree_lock(struct tree *tree)
{
	mutex_lock(&tree->lock);
}

static void tree_unlock(struct tree *tree)
{
	mutex_unlock(&tree->lock);
}

int region_link(struct region *region)
{
	struct tree *tree = NULL;

	if (region->file) {
		tree = region->file->tree;
		tree_lock(tree);
	}
	region->tree = tree;
	if (tree) {
		tree->entries++;
		tree_unlock(tree);
	}
	return 0;
}

struct node {
	spinlock_t list_lock;
	int slabs;
};

struct cache {
	struct node *nodes[4];
	int users;
};

int cache_exchange(struct cache *cache, int old, int next);

void cache_put(struct cache *cache, int nid)
{
	struct node *node = NULL;
	int users;

	do {
		if (node) {
			spin_unlock(&node->list_lock);
			node = NULL;
		}
		users = cache->users;
		if (users == 1) {
			node = cache->nodes[nid];
			spin_lock(&node->list_lock);
		}
	} while (!cache_exchange(cache, users, users - 1));
	if (!node)
		return;
	node->slabs--;
	spin_unlock(&node->list_lock);
}
