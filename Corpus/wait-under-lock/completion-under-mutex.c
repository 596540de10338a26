// run: kernel-version=6.1
/*
 * A mailbox driver that waits for its answer with the mutex held; the receiving thread takes the mutex
 * before it completes.
 */

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/mutex.h>

struct mailbox {
	struct mutex lock;
	struct completion answered;
	int request;
	int answer;
};

int mailbox_call_bad(struct mailbox *mbox, int request)
{
	int answer;

	mutex_lock(&mbox->lock);
	mbox->request = request;
	wait_for_completion(&mbox->answered); // expect: wait-under-lock confirmed
	answer = mbox->answer;
	mutex_unlock(&mbox->lock);
	return answer;
}

int mailbox_call_ok(struct mailbox *mbox, int request)
{
	int answer;

	mutex_lock(&mbox->lock);
	mbox->request = request;
	mutex_unlock(&mbox->lock);
	wait_for_completion(&mbox->answered);
	mutex_lock(&mbox->lock);
	answer = mbox->answer;
	mutex_unlock(&mbox->lock);
	return answer;
}

static int mailbox_receive(void *data)
{
	struct mailbox *mbox = data;

	mutex_lock(&mbox->lock);
	mbox->answer = mbox->request + 1;
	mutex_unlock(&mbox->lock);
	complete(&mbox->answered);
	return 0;
}

struct task_struct *mailbox_start(struct mailbox *mbox)
{
	return kthread_run(mailbox_receive, mbox, "mailbox");
}
