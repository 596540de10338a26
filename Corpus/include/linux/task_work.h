#ifndef CORPUS_LINUX_TASK_WORK_H
#define CORPUS_LINUX_TASK_WORK_H

#include <linux/sched.h>

enum task_work_notify_mode { TWA_NONE, TWA_RESUME, TWA_SIGNAL };

int task_work_add(struct task_struct *task, struct callback_head *work,
		  enum task_work_notify_mode mode);

#endif
