// run: kernel-version=6.1
/*
 * Where there is nothing to do the function returns zero with the semaphore held; other ways return what a callee
 * said. Another function gives the semaphore up for its caller, so it may be given back elsewhere, but nobody who calls
 * this one does.
 */

#include <linux/rwsem.h>

struct tree {
	struct rw_semaphore map_sem;
	int depth;
};

struct file {
	struct tree *tree;
	int cached;
};

int tree_read(struct tree *tree, int level);

int tree_precache_bad(struct tree *tree)
{
	int level, ret = 0;

	down_read(&tree->map_sem); // expect: lock-imbalance confirmed
	if (!tree->depth)
		return ret;
	for (level = 0; level < tree->depth; level++) {
		ret = tree_read(tree, level);
		if (ret < 0)
			break;
	}
	up_read(&tree->map_sem);
	return ret;
}

int file_open(struct file *file)
{
	file->cached = 1;
	return tree_precache_bad(file->tree);
}

static void tree_unlocked(struct tree *tree)
{
	up_read(&tree->map_sem);
	tree_read(tree, 0);
	down_read(&tree->map_sem);
}

void tree_end(struct tree *tree)
{
	up_read(&tree->map_sem);
}

int tree_walk(struct tree *tree)
{
	down_read(&tree->map_sem);
	tree_unlocked(tree);
	tree_end(tree);
	return 0;
}
