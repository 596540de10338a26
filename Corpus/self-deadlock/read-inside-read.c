// run: kernel-version=6.1
/*
 * An rwsem taken for reading twice by one task: a writer that comes in between stops both.
 */

#include <linux/rwsem.h>

struct tree {
	struct rw_semaphore sem;
	int depth;
	int nodes;
};

int tree_depth(struct tree *tree)
{
	int depth;

	down_read(&tree->sem);
	depth = tree->depth;
	up_read(&tree->sem);
	return depth;
}

int tree_average_bad(struct tree *tree)
{
	int average;

	down_read(&tree->sem);
	average = tree->nodes / (1 + tree_depth(tree)); // expect: self-deadlock confirmed
	up_read(&tree->sem);
	return average;
}

void tree_insert(struct tree *tree)
{
	down_write(&tree->sem);
	tree->nodes++;
	up_write(&tree->sem);
}
