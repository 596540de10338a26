// run: kernel-version=5.3
/*
 * Who takes from the budget gives it back itself if nothing could be started; what was started gives it back when it
 * is done, and takes the rwsem first, of which the one who waits for the budget is a reader.
 */

#include <linux/rwsem.h>
#include <linux/semaphore.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct copier {
	struct semaphore budget;
	struct workqueue_struct *wq;
};
struct job {
	struct work_struct work;
	struct copier *copier;
};

static DECLARE_RWSEM(origins_lock);

static void job_done(struct work_struct *work)
{
	struct job *job = container_of(work, struct job, work);

	down_read(&origins_lock);
	up_read(&origins_lock);
	up(&job->copier->budget);
	kfree(job);
}

static int start_copy(struct copier *c)
{
	struct job *job;

	down(&c->budget);
	job = kmalloc(sizeof(*job), GFP_NOIO);
	if (!job) {
		up(&c->budget);
		return -ENOMEM;
	}
	job->copier = c;
	INIT_WORK(&job->work, job_done);
	queue_work(c->wq, &job->work);
	return 0;
}

int origin_write(struct copier *c)
{
	int r;

	down_read(&origins_lock);
	r = start_copy(c); // expect: rwsem-writer-priority confirmed
	up_read(&origins_lock);
	return r;
}

void origin_register(struct copier *c)
{
	down_write(&origins_lock);
	sema_init(&c->budget, 16);
	up_write(&origins_lock);
}
