// run: kernel-version=2.6
/*
 * An ioctl with the address space locked for reading waits for a thread that locks it for reading too, to pin pages.
 *
 * Another thread of the program that maps memory queues between them: of that, nothing is in this driver. The waiter
 * is woken by a field that it has put itself into.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(2, 6, 38)

#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct job {
	struct list_head list;
	struct task_struct *owner;
	struct mm_struct *mm;
	bool done;
};

struct eng {
	struct task_struct *thread;
	struct list_head jobs;
	spinlock_t lock;
};

long get_user_pages(struct task_struct *t, struct mm_struct *mm, unsigned long start, int nr, int write, int force, struct page **p, struct vm_area_struct **v);
static struct job *take(struct eng *e)
{
	struct job *j;
	spin_lock(&e->lock);
	j = list_first_entry_or_null(&e->jobs, struct job, list);
	if (j)
		list_del(&j->list);
	spin_unlock(&e->lock);
	return j;
}

static int eng_thread(void *data)
{
	struct eng *e = data;
	struct job *j;
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		j = take(e);
		if (!j) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		down_read(&j->mm->mmap_lock);
		get_user_pages(NULL, j->mm, 0, 1, 1, 0, NULL, NULL);
		up_read(&j->mm->mmap_lock);
		j->done = true;
		wake_up_process(j->owner);
	}
	return 0;
}

static void job_run(struct eng *e, struct job *j)
{
	j->owner = current;
	spin_lock(&e->lock);
	list_add_tail(&j->list, &e->jobs);
	spin_unlock(&e->lock);
	wake_up_process(e->thread);
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (j->done)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}

long eng_ioctl_bad(struct eng *e, struct mm_struct *mm)
{
	struct job j = { .mm = mm };
	down_read(&mm->mmap_lock);
	job_run(e, &j); // expect: rwsem-writer-priority confirmed
	up_read(&mm->mmap_lock);
	return 0;
}

int eng_start(struct eng *e)
{
	e->thread = kthread_run(eng_thread, e, "eng");
	return 0;
}
