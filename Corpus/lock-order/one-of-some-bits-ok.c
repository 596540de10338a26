// run: kernel-version=6.1
/*
 * Where any of two traps is set, one of two helpers drops the lock: that none of both is set then cannot be.
 * So the lock is never held when the list's is asked for, which comes first elsewhere.
 */

#include <linux/mutex.h>

#define TRAP_STOP 1
#define TRAP_FREEZE 2

struct task {
	struct mutex lock;
	unsigned int traps;
	int events;
};

static DEFINE_MUTEX(list_lock);

static void task_freeze(struct task *task)
{
	task->traps &= ~TRAP_FREEZE;
	mutex_unlock(&task->lock);
}

int task_signal_ok(struct task *task)
{
	mutex_lock(&task->lock);
	if (task->traps & (TRAP_STOP | TRAP_FREEZE)) {
		if (task->traps & TRAP_STOP)
			mutex_unlock(&task->lock);
		else if (task->traps & TRAP_FREEZE)
			task_freeze(task);
		mutex_lock(&list_lock);
		task->events = 0;
		mutex_unlock(&list_lock);
		return 0;
	}
	task->events++;
	mutex_unlock(&task->lock);
	return 1;
}

void task_kill_ok(struct task *task)
{
	mutex_lock(&list_lock);
	mutex_lock(&task->lock);
	task->traps |= TRAP_STOP;
	mutex_unlock(&task->lock);
	mutex_unlock(&list_lock);
}
