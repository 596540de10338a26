// run: kernel-version=6.12
/*
 * Who waits for an inode to be written has its spinlock, which is given up for as long as that takes.
 */

#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct inode {
	spinlock_t i_lock;
	wait_queue_head_t written;
	int writing;
};

void inode_wait_for_writeback(struct inode *inode)
{
	DEFINE_WAIT(wait);

	while (inode->writing) {
		prepare_to_wait(&inode->written, &wait, TASK_UNINTERRUPTIBLE);
		spin_unlock(&inode->i_lock);
		schedule();
		spin_lock(&inode->i_lock);
	}
	finish_wait(&inode->written, &wait);
}

void inode_evict_ok(struct inode *inode)
{
	spin_lock(&inode->i_lock);
	inode_wait_for_writeback(inode);
	inode->writing = 1;
	spin_unlock(&inode->i_lock);
}
