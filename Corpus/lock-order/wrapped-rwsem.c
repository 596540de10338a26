// run: kernel-version=6.1
/*
 * Two semaphores of one wrapping type are two locks, not one.
 *
 * Task 1 writes a checkpoint: it stops operations, then changes of nodes. Task 2 changes a node and then begins
 * an operation.
 */

#include <linux/rwsem.h>

struct f2fs_rwsem {
	struct rw_semaphore internal_rwsem;
};

struct volume {
	struct f2fs_rwsem operations;
	struct f2fs_rwsem nodes;
	int dirty;
};

static inline void wrapped_down_read(struct f2fs_rwsem *sem)
{
	down_read(&sem->internal_rwsem);
}

static inline void wrapped_up_read(struct f2fs_rwsem *sem)
{
	up_read(&sem->internal_rwsem);
}

static inline void wrapped_down_write(struct f2fs_rwsem *sem)
{
	down_write(&sem->internal_rwsem);
}

static inline void wrapped_up_write(struct f2fs_rwsem *sem)
{
	up_write(&sem->internal_rwsem);
}

void volume_checkpoint_bad(struct volume *volume)
{
	wrapped_down_write(&volume->operations);
	wrapped_down_write(&volume->nodes); // expect: lock-order confirmed
	volume->dirty = 0;
	wrapped_up_write(&volume->nodes);
	wrapped_up_write(&volume->operations);
}

void volume_change_bad(struct volume *volume)
{
	wrapped_down_read(&volume->nodes);
	wrapped_down_read(&volume->operations);
	volume->dirty++;
	wrapped_up_read(&volume->operations);
	wrapped_up_read(&volume->nodes);
}
